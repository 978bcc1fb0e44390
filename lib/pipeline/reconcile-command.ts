import { currentEntity } from '#lib/entities/entity.ts'
import { forgetListing } from '#lib/events/list-payout.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { notePayouts } from '#lib/payouts/note-payouts.ts'
import { payoutsAsked, type ReconcileReport, reconcileReport } from '#lib/payouts/reconcile-report.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { reconcile as matchEverything } from '#lib/reconciliation/reconcile.ts'
import {
  exitCodeOf,
  type StandingVariances,
  standingVariances,
} from '#lib/reconciliation/variances/standing-variances.ts'
import { tieOutPayouts } from './tie-out-payouts.ts'

type Command = {
  /** One payout: its lines are asked for again. */
  readonly payout?: string | undefined
  readonly since?: Date | undefined
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Ties payouts out again in this process, beside the worker if one runs, then matches them and looks for variances. Done twice it
 * says the same. Exit code 0: all that is asked for is tied out, waits, or is explained; 1: a variance about it is open.
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
  await matchEverything(entity)
  const { report, variances } = await read(scope, async (tx) => ({
    report: await reconcileReport(tx, { payout, since }),
    variances: await standingVariances(tx, { payout, since }),
  }))
  await closeDatabase()
  return { exitCode: exitCodeOf(variances), report: { ...report, variances }, text: textOf(report, variances) }
}

function textOf({ count, states, payouts }: ReconcileReport, variances: readonly StandingVariances[]): string {
  const counted = Object.entries(states).map(([state, number]) => `${number} ${state}`)
  const rows = payouts.map((row) => {
    const amount = (minor: bigint) => plainDecimal({ minor, currency: row.currency })
    return `${row.payoutId}  ${row.account}  ${row.state}  ${amount(row.payoutMinor)} ${row.currency}  remainder ${amount(row.remainderMinor)}\n  ${row.reason}`
  })
  const standing = variances.map(
    (one) =>
      `${one.count} × ${one.class.replaceAll('_', ' ')}, ${one.state.replace('_', ' ')}: ${plainDecimal(one)} ${one.currency}`,
  )
  return [
    `${count} payouts${counted.length === 0 ? '' : `: ${counted.join(', ')}`}.`,
    ...rows,
    standing.length === 0 ? 'No variance stands.' : 'Variances:',
    ...standing,
  ].join('\n')
}
