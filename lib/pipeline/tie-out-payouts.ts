import type { Entity } from '#lib/entities/entity.ts'
import { inParallel } from '#lib/events/in-parallel.ts'
import { listPayout } from '#lib/events/list-payout.ts'
import { type ClaimedPayout, tieOutProgress, unlistedPayouts } from '#lib/payouts/due.ts'
import type { PayoutKey } from '#lib/payouts/model.ts'
import { notePayouts } from '#lib/payouts/note-payouts.ts'
import { tellOfFailures } from '#lib/payouts/tell-of-failures.ts'
import { tieOutDue } from '#lib/payouts/tie-out-due.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { dispatchFor } from './dispatch.ts'

type Work = {
  readonly entity: Entity
  /** The account's past was just read: what a line leads to is there, and nothing is settled from here. */
  readonly isFirstLoad?: boolean
  readonly only?: PayoutKey
  /** Says how far it is. False: stop here; what was done stays done. */
  readonly report?: (done: number, total: number) => Promise<boolean>
}

const LISTED_AT_ONCE = 240
const CALLS_AT_ONCE = 12
const TIED_AT_ONCE = 200

/**
 * Reads the lines of every payout that Stripe has itemised since, then ties out every payout of which a fact changed. Listing
 * comes first as a whole: what was left for one payout shows in the lines of the next. Null when it was stopped.
 */
export async function tieOutPayouts(work: Work): Promise<{ listed: number; tied: number } | null> {
  const { entity, report } = work
  const say = async () => {
    if (report === undefined) return true
    const { done, total } = await inRawTransaction(SYSTEM(entity), tieOutProgress)
    return report(done, total)
  }
  const listing = await listAll(work, say)
  if (listing === null) return null
  const tied = await tieAll(work, say)
  // One payout that cannot be read does not keep the others waiting; it is tried again.
  if (listing.problems.length > 0)
    throw new AggregateError(listing.problems, 'the lines of some payouts could not be read')
  return tied === null ? null : { listed: listing.done, tied }
}

type Say = () => Promise<boolean>
type Listing = { readonly done: number; readonly problems: readonly unknown[] }

async function listAll({ entity, isFirstLoad = false, only }: Work, say: Say): Promise<Listing | null> {
  const dispatch = dispatchFor(entity, { isFirstLoad })
  const stuck = new Set<string>()
  const problems: unknown[] = []
  let done = 0
  for (;;) {
    const found = await inRawTransaction(SYSTEM(entity), (tx) => unlistedPayouts(tx, LISTED_AT_ONCE + stuck.size))
    const open = found.filter((one) => !stuck.has(keyOf(one)) && (only === undefined || keyOf(only) === keyOf(one)))
    if (open.length === 0) return { done, problems }
    await inParallel(open, CALLS_AT_ONCE, async (payout) => {
      stuck.add(keyOf(payout))
      try {
        if (await list({ entity, payout, readsAll: isFirstLoad, dispatch })) stuck.delete(keyOf(payout))
        done += 1
      } catch (error) {
        problems.push(error)
      }
    })
    if (!(await say())) return null
  }
}

type List = Omit<Parameters<typeof listPayout>[0], 'within'>

/** False where Stripe does not show the account to us any more: nobody will ever tell what was in the payout. */
async function list(work: List): Promise<boolean> {
  const { account, payoutId } = work.payout
  try {
    await listPayout({ ...work, within: (tx) => notePayouts(tx, [{ account, id: payoutId }]) })
    return true
  } catch (error) {
    if (!(error instanceof StripeTrouble && error.kind === 'missing')) throw error
    log.warn({ account, payout: payoutId, error: error.message }, 'Stripe does not show the lines of a payout')
    return false
  }
}

async function tieAll({ entity, isFirstLoad = false, only }: Work, say: Say): Promise<number | null> {
  let count = 0
  for (let after: ClaimedPayout | null = null; ; ) {
    const round = { limit: TIED_AT_ONCE, after, only, at: clock.now() }
    const { found, last } = await inRawTransaction(SYSTEM(entity), async (tx) => {
      const tied = await tieOutDue(tx, round)
      if (!isFirstLoad) await tellOfFailures(tx, { entity, found: tied.found, at: round.at })
      return tied
    })
    if (last === null) return count
    after = last
    count += found.length
    if (!(await say())) return null
  }
}

const keyOf = ({ account, payoutId }: PayoutKey) => `${account} ${payoutId}`
