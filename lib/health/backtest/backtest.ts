import { addDays } from '#lib/entities/accounting-day.ts'
import type { Sql } from '#lib/platform/db.ts'
import { COMPONENT_KEYS } from '../components-model.ts'
import { marketOf } from '../market.ts'
import { readMeasures } from '../read-measures.ts'
import { type Score, scoreSeller } from '../score.ts'
import { listSettings } from '../settings.ts'
import { type Auc, aucOf } from './auc.ts'
import { AHEAD_DAYS, daysKept, type Outcome, readOutcomes } from './read-outcomes.ts'

/** Days before the first that is scored: what the trend looks back over. */
const HISTORY_DAYS = 112
/** Who sold less in four weeks is left out: one order more or less says nothing. */
const ORDERS_MIN = 10
/** Losing half beside everybody else is a loss. */
const LOSS = 0.5

export type Prediction = {
  readonly outcome: string
  readonly score: Auc
  /** Last month's volume change and nothing else. */
  readonly naive: Auc
}

export type Backtest = {
  readonly days: readonly string[]
  readonly sellers: number
  readonly predictions: readonly Prediction[]
}

type Row = { readonly score: Score; readonly outcome: Outcome }

const OUTCOMES: readonly { readonly name: string; readonly happened: (outcome: Outcome) => boolean | null }[] = [
  { name: 'loses half its volume', happened: ({ kept }) => (kept === null ? null : kept < LOSS) },
  { name: 'is disputed', happened: ({ disputes }) => disputes > 0 },
  { name: 'has a payout sent back', happened: ({ tried, failures }) => (tried === 0 ? null : failures > 0) },
  {
    name: 'any of these',
    happened: ({ kept, disputes, failures }) => (kept !== null && kept < LOSS) || disputes > 0 || failures > 0,
  },
]

/**
 * Scores every seller as it would have been scored every four weeks of the past that is kept, and looks at what came to pass in the four
 * weeks after: the area under the curve of the score, beside that of last month's volume change. Reads only.
 */
export async function backtest(tx: Sql): Promise<Backtest> {
  const kept = await daysKept(tx)
  const days: string[] = []
  if (kept !== null) {
    for (
      let day = addDays(kept.first, HISTORY_DAYS);
      addDays(day, AHEAD_DAYS) <= kept.last;
      day = addDays(day, AHEAD_DAYS)
    )
      days.push(day)
  }
  const rows: Row[] = []
  for (const day of days) rows.push(...(await rowsOf(tx, day)))
  return {
    days,
    sellers: new Set(rows.map(({ outcome }) => outcome.sellerId)).size,
    predictions: OUTCOMES.map(({ name, happened }) => {
      const judged = rows.flatMap((row) => {
        const came = happened(row.outcome)
        return came === null || row.outcome.lastChange === null ? [] : [{ ...row, came }]
      })
      return {
        outcome: name,
        score: aucOf(judged.map(({ score, came }) => ({ said: pointsLost(score), happened: came }))),
        naive: aucOf(judged.map(({ outcome, came }) => ({ said: -(outcome.lastChange ?? 0), happened: came }))),
      }
    }),
  }
}

/** Tenths of a point: finer than the score itself, which has many ties. */
const pointsLost = ({ components }: Score): number => COMPONENT_KEYS.reduce((sum, key) => sum + components[key].lost, 0)

async function rowsOf(tx: Sql, day: string): Promise<Row[]> {
  const [{ settings }] = await listSettings(tx)
  const sellers = await readMeasures(tx, { day, at: new Date(`${day}T00:00:00Z`), isPast: true })
  const market = marketOf(sellers.map(({ measures }) => measures))
  const scores = new Map(sellers.map(({ sellerId, measures }) => [sellerId, scoreSeller(measures, market, settings)]))
  const outcomes = await readOutcomes(tx, day)
  return outcomes.flatMap((outcome) => {
    const score = scores.get(outcome.sellerId)
    return score === undefined || outcome.orders < ORDERS_MIN ? [] : [{ score, outcome }]
  })
}
