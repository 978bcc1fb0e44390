import { setTimeout as pause } from 'node:timers/promises'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { inParallel } from '#lib/events/in-parallel.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { differencesTo, type PayoutSum, type ReportDifference, sumsOfReport } from '#lib/payouts/compare-report.ts'
import { type Interval, itemisedSums, waitingPayouts } from '#lib/payouts/itemised-sums.ts'
import { closeDatabase, read, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { type Caller, callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchReport, orderReport, type ReportOrder } from '#lib/providers/stripe/reports.ts'

/** The newest versions that Stripe's pages name; versions of report types stay available. */
const OF_PLATFORM = 'payout_reconciliation.itemized.5'
const OF_SELLER = 'connected_account_payout_reconciliation.itemized.3'

const AT_ONCE = 6
const DAYS = 31
const DAY_MS = 86_400_000

type Command = {
  /** Payouts that arrived before it are left alone; the last 31 days without it. */
  readonly since?: Date | undefined
  readonly at: Date
  readonly onProgress: (done: number, total: number) => void
  /** Between two looks at whether Stripe has written a report. */
  readonly lookEveryMs?: number
}

/**
 * Compares the tie-outs with Stripe's own itemised payout reports, account by account: lines and sums of every payout that arrived
 * within whole days. Exit code 0: they agree; 1: they do not. Stripe takes some time to write reports.
 */
export async function checkReports({ since, at, onProgress, lookEveryMs = 5_000 }: Command) {
  const entity = await currentEntity()
  const until = dayOf(at)
  const interval = { from: since === undefined ? new Date(until.getTime() - DAYS * DAY_MS) : dayOf(since), until }
  const { accounts, waiting } = await read(SYSTEM(entity), async (tx) => ({
    accounts: await itemisedSums(tx, interval),
    waiting: await waitingPayouts(tx, interval),
  }))
  const differing: (ReportDifference & { readonly account: string })[] = []
  let done = 0
  let payouts = 0
  const caller = callerFor(entity)
  const orders = new Map<string, string>()
  // All are ordered before the first is waited for: Stripe writes them at the same time.
  await inParallel([...accounts.keys()], AT_ONCE, async (account) => {
    orders.set(account, await orderReport(caller, orderFor(entity, account, interval), newId('req')))
  })
  await inParallel([...accounts], AT_ONCE, async ([account, ours]) => {
    const stripes = sumsOfReport(await writtenReport(caller, orders.get(account) ?? '', lookEveryMs))
    const found = differencesTo(stripes, ours).filter(({ payoutId }) => !waiting.has(payoutId))
    differing.push(...found.map((difference) => ({ ...difference, account })))
    payouts += ours.size
    done += 1
    onProgress(done, accounts.size)
  })
  await closeDatabase()
  const counted = `${payouts} payouts of ${accounts.size} accounts compared with Stripe’s reports`
  return {
    exitCode: differing.length === 0 ? 0 : 1,
    report: { ...interval, accounts: accounts.size, payouts, differing },
    text: [
      `${counted}: ${differing.length === 0 ? 'all agree' : `${differing.length} differ`}.`,
      ...differing.map(lineOf),
    ].join('\n'),
  }
}

/** Midnight UTC: reports know whole days. */
const dayOf = (instant: Date) => new Date(Math.floor(instant.getTime() / DAY_MS) * DAY_MS)

const orderFor = ({ stripeAccount }: Entity, account: string, interval: Interval): ReportOrder =>
  account === stripeAccount
    ? { type: OF_PLATFORM, ...interval }
    : { type: OF_SELLER, ...interval, connectedAccount: account }

/** The report's text, once Stripe has written it. */
async function writtenReport(caller: Caller, id: string, lookEveryMs: number): Promise<string> {
  for (;;) {
    const csv = await fetchReport(caller, id)
    if (csv !== null) return csv
    await pause(lookEveryMs)
  }
}

function lineOf({
  payoutId,
  account,
  currency,
  ours,
  stripes,
}: ReportDifference & { readonly account: string }): string {
  const side = (sum: PayoutSum | null) =>
    sum === null ? 'nothing' : `${sum.count} lines of ${plainDecimal({ minor: sum.netMinor, currency })} ${currency}`
  return `${payoutId}  ${account}  here ${side(ours)}, in Stripe’s report ${side(stripes)}`
}
