// What the score foretells and what the detectors find, on marketplaces of their own seeds. BENCH_SEEDS names them: 11-20 unless it says so.
import pg from 'pg'
import type { Entity } from '#lib/entities/entity.ts'
import { DETECTOR_KEYS } from '#lib/health/alerts/alert-model.ts'
import type { Auc } from '#lib/health/backtest/auc.ts'
import { backtest } from '#lib/health/backtest/backtest.ts'
import { readSignals } from '#lib/health/detectors/read-signals.ts'
import { DETECTORS } from '#lib/health/detectors/rules.ts'
import { inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { END, type Facts, factsOf } from './health-facts.ts'
import { loadFacts } from './health-load.ts'
import type { Measurement } from './windows.ts'

/** The score has to be better than the naive guess by this factor, of all seeds together. */
const BETTER_BY = 1.1
const PRECISION_MIN = 0.5

type Tally = { right: number; false: number; missed: number; innocent: number; innocentRaised: number; others: number }

/** Of every outcome the areas under the curves of all seeds, weighed by what came to pass; of every detector what it found at the end. */
export async function benchHealth(entity: Entity, superUrl: string): Promise<Measurement[]> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  const areas = new Map<string, { score: Auc; naive: Auc }[]>()
  const tallies = new Map<string, Tally>()
  for (const seed of seedsOf(process.env.BENCH_SEEDS ?? '11-20')) {
    const facts = factsOf(seed)
    await loadFacts(client, entity, facts)
    const { predictions } = await inRawTransaction(SYSTEM(entity), backtest)
    for (const { outcome, score, naive } of predictions)
      areas.set(outcome, [...(areas.get(outcome) ?? []), { score, naive }])
    console.log(
      `seed ${seed}: ${predictions.map(({ outcome, score, naive }) => `${outcome} ${words(score.value)} (${words(naive.value)})`).join(', ')}`,
    )
    await detect(entity, facts, tallies)
  }
  await client.end()
  for (const [key, { right, false: wrong, missed, innocent, innocentRaised, others }] of tallies)
    console.log(
      `${key}: ${right} right, ${wrong} false (${innocentRaised} of ${innocent} that only seem so, ${wrong - innocentRaised} of ${others} others), ${missed} missed`,
    )
  return [...[...areas].map(measured), ...[...tallies].map(precise)]
}

function measured([outcome, all]: [string, { score: Auc; naive: Auc }[]]): Measurement {
  const mean = (of: (one: { score: Auc; naive: Auc }) => Auc) => {
    const happened = all.reduce((sum, one) => sum + of(one).happened, 0)
    return all.reduce((sum, one) => sum + (of(one).value ?? 0.5) * of(one).happened, 0) / happened
  }
  const [score, naive] = [mean((one) => one.score), mean((one) => one.naive)]
  const cases = all.reduce((sum, one) => sum + one.score.cases, 0)
  const happened = all.reduce((sum, one) => sum + one.score.happened, 0)
  return {
    name: `what the score says of who ${outcome}, beside last month's change`,
    ratio: score / naive,
    atLeast: BETTER_BY,
    detail: `${words(score)} against ${words(naive)}, ${happened} of ${cases}`,
  }
}

function precise([key, { right, false: wrong, missed }]: [string, Tally]): Measurement {
  return {
    name: `precision of ${key}`,
    ratio: right + wrong === 0 ? null : right / (right + wrong),
    atLeast: PRECISION_MIN,
    detail: `${right} of ${right + wrong} were meant badly, ${right + missed} were there`,
  }
}

/** Looks at everybody at the end, and compares with what nobody outside knows. */
async function detect(entity: Entity, { sellers, truth }: Facts, tallies: Map<string, Tally>): Promise<void> {
  const at = new Date(END * 1000)
  const today = at.toISOString().slice(0, 10)
  const signals = await read(SYSTEM(entity), (tx) =>
    readSignals(tx, { sellerIds: sellers.map((one) => one.account), today, at }),
  )
  for (const key of DETECTOR_KEYS) {
    const tally = tallies.get(key) ?? { right: 0, false: 0, missed: 0, innocent: 0, innocentRaised: 0, others: 0 }
    tallies.set(key, tally)
    for (const one of signals) {
      const now = truth.filter(
        ({ seller, partner, until }) =>
          until >= END && (seller === one.sellerId || (key === 'shared_bank' && partner === one.sellerId)),
      )
      const isBad = now.some(({ kind, isInnocent }) => !isInnocent && SHOWS[key].includes(kind))
      const isLike = now.some(({ kind, isInnocent }) => isInnocent && SHOWS[key].includes(kind))
      const isRaised = DETECTORS[key].look(one).level === 'raise'
      if (isBad) tally[isRaised ? 'right' : 'missed'] += 1
      else if (isLike) tally.innocent += 1
      else tally.others += 1
      if (isRaised && !isBad) tally.false += 1
      if (isRaised && !isBad && isLike) tally.innocentRaised += 1
    }
  }
}

/** What a detector ought to see: who changes the bank to take everything out does both. */
const SHOWS: Readonly<Record<(typeof DETECTOR_KEYS)[number], readonly string[]>> = {
  volume_jump: ['volume_jump'],
  refund_burst: ['refund_burst'],
  new_bank: ['new_bank', 'shared_bank'],
  shared_bank: ['shared_bank'],
  ticket_size: ['ticket_size'],
  cash_out: ['cash_out', 'new_bank', 'shared_bank'],
}

const words = (value: number | null) => (value === null ? '–' : value.toFixed(3))

function seedsOf(text: string): number[] {
  const [from = 11, to = from] = text.split('-').map(Number)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
