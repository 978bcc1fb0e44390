import type { SellerActor } from '#lib/access/seller-actor.ts'
import { inRawTransaction, inTransaction } from '#lib/platform/db.ts'
import { addFile } from './add-file.ts'
import { readUpload } from './read-upload.ts'
import { noSuchCase, notOpen } from './refusals.ts'
import { isAnswerable } from './status-model.ts'

/** A dispute of a seller's sale, as the seller sees it. */
export type SellerCase = {
  readonly id: string
  readonly status: string
  readonly reason: string
  readonly amountMinor: string
  readonly currency: string
  /** Day of the deadline, UTC; null where there is none. */
  readonly dueOn: string | null
  readonly isOver: boolean
  /** What the seller's own people sent. */
  readonly files: readonly { readonly id: string; readonly name: string }[]
}

const SHOWN = 50

/** Disputes of sales that are this seller's alone, what waits first, then the newest; read under the seller's own role. */
export function listOwnCases({ scope }: SellerActor, at: Date): Promise<SellerCase[]> {
  return inRawTransaction(scope, (tx) =>
    tx.sql<SellerCase>(
      `SELECT d.id, d.status, d.reason, d.amount_minor::text AS "amountMinor", upper(d.currency) AS currency,
              (d.due_at AT TIME ZONE 'UTC')::date::text AS "dueOn", coalesce(d.due_at <= $3::text::timestamptz, false) AS "isOver",
              coalesce((SELECT json_agg(json_build_object('id', f.id, 'name', f.name) ORDER BY f.id) FROM dispute_file f
                         WHERE f.entity_id = d.entity_id AND f.livemode = d.livemode AND f.dispute_id = d.id AND f.removed_at IS NULL), '[]') AS files
         FROM dispute d WHERE d.entity_id = $1 AND d.livemode = $2
        ORDER BY d.status LIKE '%needs_response' DESC, CASE WHEN d.status LIKE '%needs_response' THEN d.due_at END NULLS LAST, d.created_at DESC, d.id LIMIT $4`,
      [scope.entityId, scope.livemode, at.toISOString(), SHOWN],
    ),
  )
}

type Sent = Pick<Adding, 'actor' | 'disputeId' | 'at'> & { readonly request: Request }

/** Takes the document in that a request of the seller's brings. */
export async function takeOwnFile({ request, ...adding }: Sent): Promise<{ id: string }> {
  return addOwnFile({ ...adding, ...(await readUpload(request)) })
}

type Adding = {
  readonly actor: SellerActor
  readonly disputeId: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly at: Date
}

/** Takes a document of the seller's own people in. Another seller's dispute is none; one that is decided takes nothing more. */
export async function addOwnFile({ actor, disputeId, name, bytes, at }: Adding): Promise<{ id: string }> {
  const { scope, personId, requestId } = actor
  const [own] = await inRawTransaction(scope, (tx) =>
    tx.sql<{ status: string }>('SELECT status FROM dispute WHERE entity_id = $1 AND livemode = $2 AND id = $3', [
      scope.entityId,
      scope.livemode,
      disputeId,
    ]),
  )
  if (own === undefined) throw noSuchCase()
  if (!isAnswerable(own.status)) throw notOpen(own.status)
  const writing = { entityId: scope.entityId, livemode: scope.livemode, actor: personId }
  return inTransaction(writing, (tx) =>
    addFile(tx, {
      disputeId,
      field: 'uncategorized_file',
      name,
      bytes,
      actor: { kind: 'person', id: personId, role: 'seller' },
      requestId,
      at,
    }),
  )
}
