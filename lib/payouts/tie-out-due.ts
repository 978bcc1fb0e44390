import type { Sql } from '#lib/platform/db.ts'
import { type ClaimedPayout, claimDue } from './due.ts'
import type { PayoutKey } from './model.ts'
import { readPayoutFacts } from './read-facts.ts'
import { readThresholds } from './thresholds.ts'
import { type TieOut, tieOut } from './tie-out.ts'
import { writeTieOuts } from './write-tie-outs.ts'

type Round = {
  readonly limit: number
  /** Where the round before ended; null begins with the oldest. What is due again behind it waits for the next run. */
  readonly after: ClaimedPayout | null
  readonly only?: PayoutKey | undefined
  readonly at: Date
}

/** Ties out the next payouts that are due, oldest first. Rows are locked before their facts are read, so that none gets lost. */
export async function tieOutDue(
  tx: Sql,
  { limit, after, only, at }: Round,
): Promise<{ readonly found: readonly TieOut[]; readonly last: ClaimedPayout | null }> {
  const keys = await claimDue(tx, { limit, after, only })
  if (keys.length === 0) return { found: [], last: null }
  const thresholds = new Map((await readThresholds(tx)).map((one) => [one.currency, one]))
  const found = (await readPayoutFacts(tx, keys)).map((facts) => tieOut(facts, thresholds.get(facts.currency)))
  await writeTieOuts(tx, found, at)
  return { found, last: keys.at(-1) ?? null }
}
