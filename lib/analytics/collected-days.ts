import type { Actor } from '#lib/access/actor.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { answerOrRefusal } from './ask.ts'
import { addDays } from './period/calendar.ts'

export type CollectedDay = { readonly on: string; readonly collected: WireMoney }

/**
 * Gross volume of each of the last 30 accounting days in the functional currency, oldest first; days without sales are zero.
 * The same question as any other, so that the page and an answer cannot disagree. Days that are still being counted are said so.
 */
export async function collectedDays({
  actor,
  at,
}: {
  actor: Actor
  at: Date
}): Promise<{ readonly days: CollectedDay[]; readonly waits: string }> {
  const currency = actor.entity.functionalCurrency
  const { result, refusal } = await answerOrRefusal({
    actor,
    at,
    query: {
      metrics: ['gross_volume'],
      dimensions: ['day'],
      period: 'last 30 days',
      filters: [{ dimension: 'currency', is: 'one_of', values: [currency] }],
    },
  })
  if (result === null) return { days: [], waits: refusal?.message ?? '' }
  const { rows, period } = result
  const minor = new Map(rows.map(({ keys, figures }) => [keys.day?.value, figures.gross_volume ?? '0']))
  const days: CollectedDay[] = []
  for (let on = period.from; on <= period.to; on = addDays(on, 1))
    days.push({ on, collected: { minor: minor.get(on) ?? '0', currency } })
  return { days, waits: '' }
}
