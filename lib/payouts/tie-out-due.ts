import type { Sql } from '#lib/platform/db.ts'
import { claimDue } from './due.ts'
import type { PayoutKey } from './model.ts'
import { readPayoutFacts } from './read-facts.ts'
import { type TieOut, tieOut } from './tie-out.ts'
import { writeTieOuts } from './write-tie-outs.ts'

type Round = {
  readonly limit: number
  /** "account payout" of what this run has done already: what is due again at once waits for the next run. */
  readonly except: readonly string[]
  readonly only?: PayoutKey | undefined
  readonly at: Date
}

/** Ties out the next payouts that are due, oldest first. Rows are locked before their facts are read, so that none gets lost. */
export async function tieOutDue(tx: Sql, { limit, except, only, at }: Round): Promise<TieOut[]> {
  const keys = await claimDue(tx, { limit, except, only })
  if (keys.length === 0) return []
  const found = (await readPayoutFacts(tx, keys)).map(tieOut)
  await writeTieOuts(tx, found, at)
  return found
}
