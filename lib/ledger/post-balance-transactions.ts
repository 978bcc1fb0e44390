import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, inRawTransactionEndingWith, SYSTEM } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { type ClaimedTransaction, claimTransactions } from './claim-transactions.ts'
import { draftBalanceTransaction, draftLateFact } from './draft-balance-transaction.ts'
import type { EntryDraft } from './entry.ts'
import { postingStatement } from './post.ts'
import { leaveQueue, type TransactionKey, waitInQueue } from './posting-queue.ts'

const BATCH_MAX = 1_000
/** How long a transaction waits for a missing fact before it is looked at again, and a failed one for its next try. */
const FACT_WAIT_MS = 60_000
const FAILURE_WAIT_MS = 300_000

type PostQueued = {
  readonly entity: Entity
  readonly at: Date
  /** Transactions to look at in all; enough for any backlog by default. */
  readonly limit?: number
  /** Looks at transactions that wait for a fact, too, whenever they are due. */
  readonly retryWaiting?: boolean
}

export type PostedQueue = { readonly posted: number; readonly waiting: number; readonly failed: number }

/**
 * Posts queued balance transactions, a thousand per transaction, until nothing is due.
 *
 * A transaction whose seller is not known yet is posted with its amount in suspense and stays queued: a second entry takes
 * it out once the fact arrives, so balances end the same in whatever order Stripe's objects reach us. Any number of
 * workers may drain at once. What the journal refuses fails alone.
 */
export async function postQueued({
  entity,
  at,
  limit = 1_000_000,
  retryWaiting = false,
}: PostQueued): Promise<PostedQueue> {
  let total: PostedQueue = { posted: 0, waiting: 0, failed: 0 }
  for (let left = limit; left > 0; ) {
    const size = Math.min(BATCH_MAX, left)
    const batch = await postBatch(entity, at, { dueBy: at, size })
    total = addUp(total, batch)
    left -= batch.claimed
    if (batch.claimed < size) break
  }
  if (!retryWaiting) return total
  return addUp({ ...total, waiting: 0 }, await postBatch(entity, at, { dueBy: null, size: BATCH_MAX }))
}

type Batch = PostedQueue & { readonly claimed: number }

/** One batch in one transaction. If the journal refuses it, each of its transactions is tried alone. */
async function postBatch(entity: Entity, at: Date, take: { dueBy: Date | null; size: number }): Promise<Batch> {
  let claimed: readonly ClaimedTransaction[] = []
  try {
    let posted = 0
    let waiting = 0
    await inRawTransactionEndingWith(SYSTEM(entity), async (tx) => {
      claimed = await claimTransactions(tx, take.dueBy, take.size)
      const { drafts, done, open } = draftClaimed(entity, claimed)
      posted = drafts.length
      waiting = open.length
      await leaveQueue(tx, done)
      await waitInQueue(tx, open, later(at, FACT_WAIT_MS))
      return drafts.length === 0 ? null : postingStatement(tx.scope, drafts, at)
    })
    return { posted, waiting, failed: 0, claimed: claimed.length }
  } catch (error) {
    const [first] = claimed
    if (first === undefined) throw error
    if (claimed.length > 1) return postOneByOne(entity, at, claimed.length)
    log.error({ error: String(error), account: first.account, id: first.id }, 'a balance transaction was not posted')
    await inRawTransaction(SYSTEM(entity), (tx) => waitInQueue(tx, [first], later(at, FAILURE_WAIT_MS)))
    return { posted: 0, waiting: 0, failed: 1, claimed: 1 }
  }
}

async function postOneByOne(entity: Entity, at: Date, count: number): Promise<Batch> {
  let total: Batch = { posted: 0, waiting: 0, failed: 0, claimed: 0 }
  for (let index = 0; index < count; index += 1) {
    const one = await postBatch(entity, at, { dueBy: at, size: 1 })
    total = { ...addUp(total, one), claimed: total.claimed + one.claimed }
  }
  return total
}

function draftClaimed(entity: Entity, claimed: readonly ClaimedTransaction[]) {
  const drafts: EntryDraft[] = []
  const done: TransactionKey[] = []
  const open: TransactionKey[] = []
  for (const row of claimed) {
    const transaction = { ...row, accountingOn: accountingOn(entity, row.occurredAt) }
    if (row.isCashPosted) {
      const late = draftLateFact(transaction, entity.stripeAccount)
      if (late !== null) drafts.push(late)
      ;(late === null ? open : done).push(row)
    } else {
      const { entry, awaits } = draftBalanceTransaction(transaction, entity.stripeAccount)
      if (entry !== null) drafts.push(entry)
      ;(awaits === null ? done : open).push(row)
    }
  }
  return { drafts, done, open }
}

const later = (at: Date, ms: number) => new Date(at.getTime() + ms)

const addUp = (left: PostedQueue, right: PostedQueue): PostedQueue => ({
  posted: left.posted + right.posted,
  waiting: left.waiting + right.waiting,
  failed: left.failed + right.failed,
})
