import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { bookMatches } from './book-matches.ts'
import { classifyItems } from './classify-items.ts'
import { feedBank, nameLines } from './feed-bank.ts'
import { feedRecords } from './feed-records.ts'
import { matchByKey } from './match-by-key.ts'
import { hasWeakRules, MATCH_DOMAINS, type MatchDomain } from './match-model.ts'
import { matchResidual } from './match-residual.ts'
import { takeTurns } from './take-turns.ts'

const BATCH = 20_000

type Running = {
  readonly entity: Entity
  readonly at: Date
  readonly onProgress?: (progress: { done: number; label: string }) => void
}

/**
 * Brings every match up to date: new payouts, bank lines, orders and records become items, names match first, then amount and
 * day. Each batch is a transaction of its own, so a run may end anywhere and go on later; two at once take turns.
 */
export async function runMatching({ entity, at, onProgress = () => {} }: Running): Promise<void> {
  const within = <T>(work: Parameters<typeof inRawTransaction<T>>[1]) =>
    inRawTransaction(SYSTEM(entity), async (tx) => {
      await takeTurns(tx)
      return work(tx)
    })
  await within((tx) => feedBank(tx, entity))
  for (let isWhole = false; !isWhole; ) isWhole = await within(feedRecords)
  await within(nameLines)
  for (const domain of MATCH_DOMAINS) {
    await matchDue({ within, domain, at, onProgress })
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
  readonly onProgress: (progress: { done: number; label: string }) => void
}

/** Matches everything due by its name, batch by batch. */
export async function matchDue({ within, domain, at, onProgress }: Due): Promise<void> {
  let after: string | null = '0'
  let done = 0
  while (after !== null) {
    const from: string = after
    after = await within((tx) => matchByKey(tx, { domain, after: from, limit: BATCH, at }))
    done += BATCH
    onProgress({ done, label: `matching ${domain === 'bank' ? 'bank lines' : 'orders'}` })
  }
}
