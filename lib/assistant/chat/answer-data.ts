import type { ProviderMetadata } from 'ai'
import { metricOf } from '#lib/analytics/metrics.ts'
import { analyticsQuery } from '#lib/analytics/schema.ts'
import type { Citation, ToolResult } from '../block-model.ts'
import type { ChatData } from '../chat-model.ts'
import { PROVIDER } from '../models/offline-model.ts'

const CITATIONS_MAX = 40

/** What the question was taken for and where its rows are; null when nothing was looked up. */
export function answerData(results: readonly ToolResult[]): ChatData['answer'] | null {
  if (results.length === 0) return null
  const cited = new Map<string, Citation>()
  for (const one of results.flatMap(({ citations }) => citations)) cited.set(one.href, one)
  return {
    understood: results
      .map(({ facts, step }) => (typeof facts.understood === 'string' ? facts.understood : step))
      .join(' · '),
    citations: [...cited.values()].slice(0, CITATIONS_MAX),
  }
}

/** What the offline analyst offers as answers to its question; other models offer none. */
export function choicesIn(metadata: ProviderMetadata | undefined): string[] {
  const choices = metadata?.[PROVIDER]?.choices
  return Array.isArray(choices) ? choices.filter((one) => typeof one === 'string') : []
}

/** Questions that go on from the answer, each one the analyst understands. */
export function suggestionsAfter(results: readonly ToolResult[]): string[] {
  const read = analyticsQuery.safeParse(results.at(-1)?.facts.query)
  if (!read.success) return []
  const { metrics, dimensions, comparison } = read.data
  const [metric] = metrics
  if (metric === undefined) return []
  const has = metricOf(metric).dimensions
  return [
    ...(has.includes('month') && !dimensions.includes('month') ? ['By month'] : []),
    ...(has.includes('country') && !dimensions.includes('country') ? ['By country instead'] : []),
    ...(comparison === null && has.includes('month') ? ['Compared with the same period last year'] : []),
  ]
}
