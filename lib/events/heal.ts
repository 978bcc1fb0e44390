import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { type FetchableType, fetchObject } from '#lib/providers/stripe/fetch.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { bring } from './bring.ts'
import { inParallel } from './in-parallel.ts'
import { type Dispatch, mirror } from './mirror.ts'
import { changesOf } from './mirror-changes.ts'
import type { InboxEntity } from './model.ts'
import { nothingYet, takeObject } from './take-object.ts'

type Healing = {
  readonly entity: InboxEntity
  readonly account: string
  readonly at: Date
  readonly dispatch: Dispatch
}

const OBJECTS_MAX = 200
const CALLS_AT_ONCE = 6

/**
 * Asks again for what the mirror still holds as undecided, oldest first: the event that decided it may have been lost, and lists
 * by creation do not come back to it. Returns how much changed.
 */
export async function healOpenObjects({ entity, account, at, dispatch }: Healing): Promise<number> {
  const open = await openObjects(entity, account, at)
  const gathered = nothingYet()
  const gone: string[] = []
  await inParallel(open, CALLS_AT_ONCE, async ({ type, id }) => {
    try {
      const { wire, asOf } = await fetchObject(callerFor(entity, account), type, id)
      if (wire.deleted !== true) takeObject(gathered, type, wire, { account, asOf }, entity.stripeAccount)
    } catch (error) {
      if (!(error instanceof StripeTrouble && error.kind === 'missing')) throw error
      gone.push(id)
    }
  })
  if (open.length === 0) return 0
  await bring(gathered, { entity, memory: new Map() })
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const written = await mirror(tx, gathered.batch)
    // A draft that was deleted carried no money; it is not asked for again.
    await tx.exec(
      `UPDATE invoice SET status = 'deleted', as_of = $4::text::timestamptz
        WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND status = 'draft' AND id = ANY($5::text[])`,
      [entity.id, entity.livemode, account, at.toISOString(), gone],
    )
    const changes = changesOf(written, gathered.accounts).filter(({ isChanged }) => isChanged)
    if (changes.length > 0) await dispatch(tx, changes)
    return changes.length
  })
}

/** Transfers whose reversals do not add up are asked for again, too. */
async function openObjects(
  entity: InboxEntity,
  account: string,
  at: Date,
): Promise<{ type: FetchableType; id: string }[]> {
  return inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql(
      `SELECT type, id FROM (
         SELECT 'invoice' AS type, id, as_of FROM invoice
          WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND status IN ('draft', 'open')
         UNION ALL SELECT 'charge', id, as_of FROM charge
          WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND status = 'pending'
         UNION ALL SELECT 'refund', id, as_of FROM refund
          WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND status IN ('pending', 'requires_action')
         UNION ALL SELECT 'dispute', id, as_of FROM dispute
          WHERE entity_id = $1 AND livemode = $2 AND account = $3
            AND status NOT IN ('won', 'lost', 'warning_closed', 'prevented')
         UNION ALL SELECT 'topup', id, as_of FROM topup
          WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND status = 'pending'
         UNION ALL SELECT 'payout', id, as_of FROM payout
          WHERE entity_id = $1 AND livemode = $2 AND account = $3
            AND (status IN ('pending', 'in_transit') OR (status = 'paid' AND reconciliation_status = 'in_progress'))
         UNION ALL SELECT 'transfer', t.id, t.as_of FROM transfer t
          WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.reversed_minor <> (
            SELECT coalesce(sum(r.amount_minor), 0) FROM transfer_reversal r
             WHERE r.entity_id = $1 AND r.livemode = $2 AND r.transfer_id = t.id)
       ) undecided WHERE as_of < $4::text::timestamptz ORDER BY as_of, id LIMIT $5`,
      [entity.id, entity.livemode, account, at.toISOString(), OBJECTS_MAX],
    ),
  )
}
