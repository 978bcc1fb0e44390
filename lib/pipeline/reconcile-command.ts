import { currentEntity } from '#lib/entities/entity.ts'
import { forgetListing } from '#lib/events/list-payout.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { notePayouts } from '#lib/payouts/note-payouts.ts'
import { exitCodeOf, payoutsAsked, type ReconcileReport, reconcileReport } from '#lib/payouts/reconcile-report.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { reconcile as matchEverything } from '#lib/reconciliation/reconcile.ts'
import { tieOutPayouts } from './tie-out-payouts.ts'

type Command = {
  /** One payout: its lines are asked for again. */
  readonly payout?: string | undefined
  readonly since?: Date | undefined
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Ties payouts out again in this process, beside the worker if one runs, then matches them and looks for variances. Done twice it says the same. Exit code 0: all are tied
 * out; 1: one differs; 2: none differs, but one waits.
 */
export async function reconcile({ payout, since, onProgress }: Command) {
  const entity = await currentEntity()
  const scope = SYSTEM(entity)
  const asked = await read(scope, (tx) => payoutsAsked(tx, { payout, since }))
  if (payout !== undefined && asked.length === 0) throw new Error(`There is no payout ${payout}.`)
  await inRawTransaction(scope, async (tx) => {
    if (payout !== undefined) for (const { account, payoutId } of asked) await forgetListing(tx, account, payoutId)
    await notePayouts(
      tx,
      asked.map(({ account, payoutId }) => ({ account, id: payoutId })),
    )
  })
  const [only] = asked
  await tieOutPayouts({
    entity,
    ...(payout === undefined || only === undefined ? {} : { only }),
    report: async (done, total) => {
      onProgress(done, total)
      return true
    },
  })
  if (payout === undefined) await matchEverything(entity)
  const report = await read(scope, (tx) => reconcileReport(tx, { payout, since }))
  await closeDatabase()
  return { exitCode: exitCodeOf(report), report, text: textOf(report) }
}

function textOf({ count, states, payouts }: ReconcileReport): string {
  const counted = Object.entries(states).map(([state, number]) => `${number} ${state}`)
  const rows = payouts.map((row) => {
    const amount = (minor: bigint) => plainDecimal({ minor, currency: row.currency })
    return `${row.payoutId}  ${row.account}  ${row.state}  ${amount(row.payoutMinor)} ${row.currency}  remainder ${amount(row.remainderMinor)}\n  ${row.reason}`
  })
  return [`${count} payouts${counted.length === 0 ? '' : `: ${counted.join(', ')}`}.`, ...rows].join('\n')
}
