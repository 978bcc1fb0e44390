import type { Actor } from '#lib/access/actor.ts'
import { askBooks } from '#lib/analytics/ask.ts'
import type { AnalyticsResult } from '#lib/analytics/result.ts'
import type { AnalyticsQuery, AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import { standing } from '#lib/analytics/standing.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { answerWords } from './answer-words.ts'
import { readQuestion } from './grammar/read-question.ts'
import { readNames } from './read-names.ts'

type Asking = {
  readonly actor: Pick<Actor, 'entity' | 'scope'>
  readonly question: string
  /** The query of the answer before, in a conversation. */
  readonly previous?: AnalyticsQueryInput | null
  readonly at: Date
}

export type OfflineAnswer = {
  /** The question as it was understood; empty when it was not. */
  readonly understood: string
  readonly query: AnalyticsQuery | null
  /** One per row: what it is split by, its currency, and every figure as decimal text (money in minor units). */
  readonly rows: readonly Readonly<Record<string, string | null>>[]
  readonly answer: string
  readonly citations: readonly { readonly label: string; readonly href: string }[]
}

/** Answers a question without a model: reads it, asks the books, words the rows. Refusals and questions back are answers, too. */
export async function answerOffline({ actor, question, previous = null, at }: Asking): Promise<OfflineAnswer> {
  const names = await readNames(actor.scope)
  const { startsMonth } = await inRawTransaction(actor.scope, standing)
  const now = { today: accountingOn(actor.entity, at), fiscalStartsMonth: startsMonth }
  const reading = readQuestion(question, { names, now, previous })
  if (reading.kind === 'refused') return unanswered(reading.sentence)
  if (reading.kind === 'ask_back') return unanswered(reading.question)
  try {
    const result = await askBooks({ actor, query: reading.query, at })
    const taken = reading.corrections.map(({ from, to }) => `I took "${from}" for "${to}".`)
    return {
      understood: result.understood,
      query: result.query,
      rows: result.rows.map((row) => flat(row)),
      answer: [answerWords(result), ...taken].join(' '),
      citations: citationsOf(result),
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return unanswered(error.message)
  }
}

const unanswered = (answer: string): OfflineAnswer => ({ understood: '', query: null, rows: [], answer, citations: [] })

const flat = ({ keys, figures, currency }: AnalyticsResult['rows'][number]) => ({
  ...Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, key.value])),
  ...(keys.seller === undefined ? {} : { seller_name: keys.seller.label }),
  currency,
  ...figures,
})

/** The pages on which the rows can be seen, each once. */
function citationsOf({ rows, query, understood }: AnalyticsResult): OfflineAnswer['citations'] {
  const sellers = new Map(
    rows.flatMap(({ keys }) => (keys.seller?.href ? [[keys.seller.href, keys.seller.label]] : [])),
  )
  const address = new URLSearchParams({
    metric: query.metrics[0] ?? '',
    by: query.dimensions[0] ?? 'none',
    and: query.dimensions[1] ?? 'none',
    period: query.period,
    against: query.comparison ?? 'nothing',
    ...(query.currency === null ? {} : { currency: query.currency }),
  })
  return [
    { label: understood, href: `/analytics?${address}` },
    ...[...sellers].map(([href = '', label = '']) => ({ label, href })),
  ]
}
