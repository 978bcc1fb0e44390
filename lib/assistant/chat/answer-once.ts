import type { AnalyticsQuery } from '#lib/analytics/schema.ts'
import { analyticsQuery } from '#lib/analytics/schema.ts'
import { newId } from '#lib/platform/ids.ts'
import type { Citation } from '../block-model.ts'
import type { ChatMessage } from '../chat-model.ts'
import { type Chosen, chooseModel } from '../models/choose-model.ts'
import type { Asker } from '../tools/tool.ts'
import { answerData } from './answer-data.ts'
import { checkedQuestion } from './checked-question.ts'
import { answering, type Chunk, type Outcome } from './loop.ts'
import { messageOfChunks } from './message-of-chunks.ts'

type Asking = {
  readonly asker: Asker
  readonly question: string
  readonly at: Date
  /** The page that it is asked on. */
  readonly page?: string
  /** The conversation before. */
  readonly history?: readonly ChatMessage[]
  /** A model of one's own choice; otherwise the configured one. */
  readonly chosen?: Chosen
  readonly signal?: AbortSignal
}

export type OnceAnswer = {
  /** The question as it was understood; empty when nothing was looked up. */
  readonly understood: string
  /** What the books were asked; null for what other tools answer. */
  readonly query: AnalyticsQuery | null
  /** One per row: what it is split by, its currency, and every figure as decimal text (money in minor units). */
  readonly rows: readonly Readonly<Record<string, string | null>>[]
  readonly answer: string
  readonly citations: readonly Citation[]
}

/** Answers one question without a conversation: for the command line and for scripts. Through the same loop as the panel. */
export async function answerOnce(
  asking: Asking,
): Promise<{ readonly answer: OnceAnswer; readonly outcome: Outcome; readonly messages: readonly ChatMessage[] }> {
  const { asker, at, page = '', history = [], signal = new AbortController().signal } = asking
  const text = checkedQuestion(asking.question)
  const context = { asker, at, page }
  const question: ChatMessage = { id: newId('cms'), role: 'user', parts: [{ type: 'text', text }] }
  const messageId = newId('cms')
  const { chunks, outcome } = answering({
    context,
    chosen: asking.chosen ?? chooseModel(context),
    messages: [...history, question],
    messageId,
    of: { scope: asker.scope, conversationId: '', messageId, at },
    signal,
  })
  const all: Chunk[] = []
  for await (const chunk of chunks) all.push(chunk)
  const data = answerData(outcome.results)
  const asked = outcome.results.findLast(({ facts }) => facts.query !== undefined)
  const query = analyticsQuery.safeParse(asked?.facts.query)
  return {
    answer: {
      understood: data?.understood ?? '',
      query: query.success ? query.data : null,
      rows: Array.isArray(asked?.facts.rows) ? asked.facts.rows.map(flat) : [],
      answer: outcome.text.trim() || outcome.error,
      citations: data?.citations ?? [],
    },
    outcome,
    messages: [...history, question, await messageOfChunks(all, messageId)],
  }
}

/** One row as columns of text: ids, names beside those of sellers, raw figures. */
function flat(row: unknown): Record<string, string | null> {
  if (typeof row !== 'object' || row === null) return {}
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]: [string, unknown]): [string, string | null][] => {
      if (column === 'href') return []
      if (typeof value === 'string' || value === null) return [[column, value]]
      if (typeof value !== 'object') return []
      if ('raw' in value) return [[column, typeof value.raw === 'string' ? value.raw : null]]
      if (!('id' in value && 'name' in value)) return []
      const named: [string, string][] = column === 'seller' ? [['seller_name', `${value.name}`]] : []
      return [[column, `${value.id}`], ...named]
    }),
  )
}
