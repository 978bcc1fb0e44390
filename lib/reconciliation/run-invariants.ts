import type { Entity } from '#lib/entities/entity.ts'
import type { BalanceSnapshot } from '#lib/ledger/balance-snapshot.ts'
import { cashPosted, stripeBalance } from '#lib/ledger/cash-invariants.ts'
import { journalUnaltered, recentSince, sealsWhole } from '#lib/ledger/history-invariants.ts'
import { type Invariant, type InvariantResult, notComparable } from '#lib/ledger/invariant-model.ts'
import { recordRuns } from '#lib/ledger/invariant-runs.ts'
import { entriesBalance, runningBalances } from '#lib/ledger/journal-invariants.ts'
import { closedMonthsStand } from '#lib/ledger/periods/closed-months-stand.ts'
import { inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { clearingExplained } from './clearing-accounts.ts'
import { keepReading } from './days/stripe-reading.ts'
import { deferredCommission } from './deferred-commission.ts'
import { openingStands } from './opening-stands.ts'
import { nothingOutsideTheGate } from './outside-the-gate.ts'
import { outcomesAsRecorded } from './recorded-outcomes.ts'
import { sellerPayable } from './seller-payable.ts'

export type RunInvariants = {
  readonly entity: Entity
  readonly at: Date
  /** `all` walks the whole journal; `recent` the last day of it, for the run every quarter of an hour. */
  readonly depth: 'recent' | 'all'
  readonly snapshots: readonly BalanceSnapshot[]
}

/** A check of ten million lines takes minutes, never longer than this. */
const CHECK_TIMEOUT_MS = 600_000

/** Checks every promise about the books, each in one snapshot of the database of its own, and stores what was found. */
export async function runInvariants({ entity, at, depth, snapshots }: RunInvariants): Promise<InvariantResult[]> {
  const since = depth === 'all' ? 0n : await read(SYSTEM(entity), (tx) => recentSince(tx, at))
  const invariants = [
    entriesBalance,
    runningBalances,
    journalUnaltered,
    sealsWhole,
    cashPosted,
    stripeBalance(snapshots),
    sellerPayable,
    clearingExplained,
    nothingOutsideTheGate,
    outcomesAsRecorded,
    openingStands,
    deferredCommission,
    closedMonthsStand,
  ]
  const results: InvariantResult[] = []
  for (const invariant of invariants) results.push(await run(invariant, { entity, at, since }))
  await inTransaction(SYSTEM(entity), async (tx) => {
    await recordRuns(tx, results, at)
    await keepReading(tx, entity, snapshots, at)
  })
  return results
}

async function run(
  invariant: Invariant,
  context: { entity: Entity; at: Date; since: bigint },
): Promise<InvariantResult> {
  const { name, title } = invariant
  try {
    const verdict = await inTransaction(
      SYSTEM(context.entity),
      async (tx) => {
        await tx.exec('SET TRANSACTION READ ONLY')
        return invariant.check({ ...context, tx })
      },
      { isolation: 'RepeatableRead', timeoutMs: CHECK_TIMEOUT_MS },
    )
    return { name, title, ...verdict }
  } catch (error) {
    const id = faultId()
    log.error({ error: String(error), invariant: name, faultId: id }, 'an invariant could not be checked')
    return { name, title, ...notComparable(`The check itself failed (fault ${id}).`) }
  }
}
