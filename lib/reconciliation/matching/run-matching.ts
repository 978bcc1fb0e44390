import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { refreshStatisticsOf } from '#lib/platform/statistics.ts'
import type { Say } from '../progress/run-progress.ts'
import { bookMatches } from './book-matches.ts'
import { classifyItems } from './classify-items.ts'
import { feedBank, nameLines } from './feed-bank.ts'
import { feedRecords } from './feed-records.ts'
import { matchByKey } from './match-by-key.ts'
import { hasWeakRules, MATCH_DOMAINS, type MatchDomain } from './match-model.ts'
import { matchResidual } from './match-residual.ts'
import { takeTurns } from './take-turns.ts'

const BATCH = 20_000
/** From so many new items on, what the planner knew of the table before they came leads it astray. */
const MANY = 1_000

type Running = {
  readonly entity: Entity
  readonly at: Date
  /** Hears how far it is, while there is anything to do. */
  readonly say?: Say
}

/**
 * Brings every match up to date: new payouts, bank lines, orders and records become items, names match first, then amount and
 * day. Each batch is a transaction of its own, so a run may end anywhere and go on later; two at once take turns.
 */
export async function runMatching({ entity, at, say = async () => {} }: Running): Promise<void> {
  const within = <T>(work: Parameters<typeof inRawTransaction<T>>[1]) =>
    inRawTransaction(SYSTEM(entity), async (tx) => {
      await takeTurns(tx)
      return work(tx)
    })
  for (let isWhole = false; !isWhole; ) isWhole = await within((tx) => feedBank(tx, entity))
  for (let isWhole = false; !isWhole; ) isWhole = await within(feedRecords)
  await within(nameLines)
  for (const domain of MATCH_DOMAINS) {
    await matchDue({ within, domain, at, say })
    await within(async (tx) => {
      if (hasWeakRules(domain)) await matchResidual(tx, domain, at)
      await classifyItems(tx, domain, accountingOn(entity, at))
    })
  }
  while ((await within((tx) => bookMatches(tx, entity, at))) > 0);
}

type Due = {
  readonly within: <T>(work: Parameters<typeof inRawTransaction<T>>[1]) => Promise<T>
  readonly domain: MatchDomain
  readonly at: Date
  readonly say?: Say
}

/** Matches everything due by its name, batch by batch. */
export async function matchDue({ within, domain, at, say = async () => {} }: Due): Promise<void> {
  const label = domain === 'bank' ? 'bank lines' : 'orders'
  const total = await within((tx) => countDue(tx, domain))
  if (total >= MANY) await within((tx) => refreshStatisticsOf(tx, 'match_item'))
  let after: string | null = total === 0 ? null : '0'
  for (let done = 0; after !== null; done += BATCH) {
    const from: string = after
    if (done < total) await say({ done, total, label })
    after = await within((tx) => matchByKey(tx, { domain, after: from, limit: BATCH, at }))
  }
}

async function countDue(tx: Sql, domain: MatchDomain): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(
    'SELECT count(*)::int AS count FROM match_item WHERE entity_id = $1 AND livemode = $2 AND domain = $3 AND is_due',
    [tx.scope.entityId, tx.scope.livemode, domain],
  )
  return row?.count ?? 0
}
