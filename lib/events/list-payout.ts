import { createHash } from 'node:crypto'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchPage, type Page } from '#lib/providers/stripe/fetch.ts'
import { minorOrZero, text } from '#lib/providers/stripe/wire.ts'
import { keepPage } from './keep-page.ts'
import type { Dispatch } from './mirror.ts'
import type { InboxEntity } from './model.ts'
import type { SweptList } from './sweep-lists.ts'

export type ListedPayout = {
  readonly account: string
  readonly payoutId: string
  /** What the payout says of itself before its lines are asked for. */
  readonly reconciliationStatus: string
}

type Listing = {
  readonly entity: InboxEntity
  readonly payout: ListedPayout
  /** Every list of the account was read already: what a line leads to is there. */
  readonly readsAll: boolean
  readonly dispatch: Dispatch
  /** Runs in the transaction that finishes the listing. */
  readonly within: (tx: Sql) => Promise<void>
}

const LINES: SweptList = { kind: 'balance_transaction', type: 'balance_transaction', path: 'balance_transactions' }

/**
 * Pages every balance transaction that Stripe itemises a payout into, on the payout's own account, mirrors what is missing and
 * notes on each which payout carried it. The list holds the payout's own transaction, too
 * (docs.stripe.com/payouts/reconciliation). Stopped half-way it begins again; done again it changes nothing.
 */
export async function listPayout({ entity, payout, readsAll, dispatch, within }: Listing): Promise<number> {
  const { account, payoutId } = payout
  const query = { payout: payoutId, ...(readsAll ? {} : { expand: ['data.source'] }) }
  const ids = new Set<string>()
  let netMinor = 0n
  for (let after = ''; ; ) {
    const page: Page = await fetchPage(callerFor(entity, account), LINES.path, query, after)
    for (const wire of page.wires) {
      ids.add(text(wire, 'id'))
      netMinor += minorOrZero(wire, 'net')
    }
    await keepAbsent({ entity, account, page, dispatch })
    await inRawTransaction(SYSTEM(entity), async (tx) => {
      await claimLines(tx, payout, page)
      if (page.hasMore) return
      await letOthersGo(tx, payout, [...ids])
      await noteListing(tx, payout, { ids, netMinor, at: page.asOf })
      await within(tx)
    })
    if (!page.hasMore) return ids.size
    after = page.after
  }
}

type Keeping = Pick<Listing, 'entity' | 'dispatch'> & { readonly account: string; readonly page: Page }

/** Lines are all but always mirrored by then; what is not comes with what belongs to it. */
async function keepAbsent({ entity, account, page, dispatch }: Keeping): Promise<void> {
  const ids = page.wires.map((wire) => text(wire, 'id'))
  const known = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ id: string }>(
      'SELECT id FROM balance_transaction WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND id = ANY($4::text[])',
      [entity.id, entity.livemode, account, ids],
    ),
  )
  if (known.length === ids.length) return
  const held = new Set(known.map(({ id }) => id))
  const wires = page.wires.filter((wire) => !held.has(text(wire, 'id')))
  await keepPage({
    entity,
    account,
    list: LINES,
    page: { ...page, wires },
    readsAll: false,
    dispatch,
    within: async () => {},
  })
}

async function claimLines(tx: Sql, { account, payoutId }: ListedPayout, page: Page): Promise<void> {
  await tx.exec(
    `UPDATE balance_transaction SET payout_id = $4
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND id = ANY($5::text[]) AND payout_id <> $4`,
    [tx.scope.entityId, tx.scope.livemode, account, payoutId, page.wires.map((wire) => text(wire, 'id'))],
  )
}

/** A line that an earlier listing named and this one does not is no longer this payout's. */
async function letOthersGo(tx: Sql, { account, payoutId }: ListedPayout, ids: readonly string[]): Promise<void> {
  await tx.exec(
    `UPDATE balance_transaction SET payout_id = ''
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND payout_id = $4 AND NOT id = ANY($5::text[])`,
    [tx.scope.entityId, tx.scope.livemode, account, payoutId, [...ids]],
  )
}

type Listed = { readonly ids: ReadonlySet<string>; readonly netMinor: bigint; readonly at: Date }

async function noteListing(tx: Sql, payout: ListedPayout, { ids, netMinor, at }: Listed): Promise<void> {
  const hash = createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex')
  await tx.exec(
    `INSERT INTO payout_listing (entity_id, livemode, account, payout_id, line_count, net_minor, ids_hash, reconciliation_status, listed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::timestamptz)
     ON CONFLICT (entity_id, livemode, account, payout_id) DO UPDATE SET line_count = excluded.line_count,
       net_minor = excluded.net_minor, ids_hash = excluded.ids_hash, reconciliation_status = excluded.reconciliation_status,
       listed_at = excluded.listed_at`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      payout.account,
      payout.payoutId,
      ids.size,
      netMinor,
      hash,
      payout.reconciliationStatus,
      at.toISOString(),
    ],
  )
}

/** The payout's lines are asked for again. */
export async function forgetListing(tx: Sql, account: string, payoutId: string): Promise<void> {
  await tx.exec(
    `UPDATE payout_listing SET reconciliation_status = ''
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND payout_id = $4`,
    [tx.scope.entityId, tx.scope.livemode, account, payoutId],
  )
}
