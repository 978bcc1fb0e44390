import type { Entity } from '#lib/entities/entity.ts'
import type { Dispatch, MirrorChange } from '#lib/events/mirror.ts'
import { isNewsKind } from '#lib/health/news.ts'
import { queueForPosting } from '#lib/ledger/posting-queue.ts'
import { queueOnboardings } from '#lib/onboarding/refresh.ts'
import { notePayouts } from '#lib/payouts/note-payouts.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { recordSellers } from '#lib/sellers/record-account.ts'
import { queueSettling } from '#lib/settlements/queue-settling.ts'
import { sourcesOfSellers } from '#lib/settlements/sources-of-sellers.ts'
import { touchedSources } from './touched-sources.ts'

type DispatchOptions = {
  /** The first load settles and posts everything itself, in order, with a progress bar. */
  readonly isFirstLoad?: boolean
}

/**
 * What follows from mirrored changes, in the transaction that mirrors them: accounts become sellers, balance transactions
 * queue for the journal, payouts are tied out, and everything a settlement may depend on has it settled again.
 */
export function dispatchFor(entity: Entity, { isFirstLoad = false }: DispatchOptions = {}): Dispatch {
  return async (tx, changes) => {
    const at = clock.now()
    const accounts = changes.flatMap((change) => (change.kind === 'account' ? [change.row] : []))
    await recordSellers(tx, accounts)
    const transactions = idsOf(changes, 'balance_transaction')
    await queueForPosting(tx, transactions, at)
    const payouts = idsOf(changes, 'payout')
    await notePayouts(tx, payouts)
    if (isFirstLoad) return
    if (payouts.length > 0) await enqueue(tx, 'tie-out', {}, { key: entity.id })
    if (transactions.length > 0 || accounts.length > 0) await enqueue(tx, 'post-ledger', {}, { key: entity.id })
    await queueOnboardings(tx, [...accounts.map(({ id }) => id), ...payouts.map(({ account }) => account)])
    await queueHealth(tx, entity.stripeAccount, changes)
    await queueSettling(tx, await touchedSources(tx, entity.stripeAccount, changes))
    if (accounts.length > 0) {
      await queueSettling(
        tx,
        await sourcesOfSellers(
          tx,
          accounts.map((account) => account.id),
        ),
      )
    }
  }
}

/** What a seller's score rests on is looked at again, once the books had a moment to take it in. */
async function queueHealth(tx: Sql, platform: string, changes: readonly MirrorChange[]): Promise<void> {
  for (const { kind, account, id, isChanged } of changes) {
    // The platform's own payouts are about no seller.
    if (!isChanged || !isNewsKind(kind) || (kind === 'payout' && account === platform)) continue
    await enqueue(tx, 'health', { kind, account, id }, { key: `${account} ${id}`, startAfterSeconds: 3 })
  }
}

function idsOf(changes: readonly MirrorChange[], kind: MirrorChange['kind']) {
  return changes.filter((change) => change.kind === kind).map(({ account, id }) => ({ account, id }))
}
