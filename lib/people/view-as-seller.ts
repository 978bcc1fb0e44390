import type { Actor } from '#lib/access/actor.ts'
import type { PortalLocale } from '#lib/access/seller-model.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'

const LIFE_MINUTES = 60

type Viewing = {
  readonly actor: Actor
  readonly seller: { readonly id: string; readonly name: string }
  readonly locale: PortalLocale
  readonly at: Date
}

/** Lets somebody of the platform look at a seller's portal for an hour. They look at one at a time. */
export async function startViewing(tx: Sql, { actor, seller, locale, at }: Viewing): Promise<void> {
  const now = clock.wall()
  await endOpen(tx, actor.personId, now)
  await tx.exec(
    `INSERT INTO seller_viewing (id, entity_id, livemode, person_id, seller_id, locale, started_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      newId('svw'),
      tx.scope.entityId,
      tx.scope.livemode,
      actor.personId,
      seller.id,
      locale,
      now,
      new Date(now.getTime() + LIFE_MINUTES * 60_000),
    ],
  )
  await note(tx, actor, {
    action: 'people.view_as_seller',
    sellerId: seller.id,
    note: `${actor.name} looks at the portal as ${seller.name}`,
    at,
  })
}

/** Ends it. Answers the seller that was looked at, or null when nobody was. */
export async function endViewing(tx: Sql, actor: Actor, at: Date): Promise<string | null> {
  const sellerId = await endOpen(tx, actor.personId, clock.wall())
  if (sellerId === null) return null
  await note(tx, actor, {
    action: 'people.end_view_as_seller',
    sellerId,
    note: `${actor.name} stopped looking at the portal as the seller`,
    at,
  })
  return sellerId
}

async function endOpen(tx: Sql, personId: string, now: Date): Promise<string | null> {
  const [row] = await tx.sql<{ seller_id: string }>(
    `UPDATE seller_viewing SET ended_at = $4
      WHERE entity_id = $1 AND livemode = $2 AND person_id = $3 AND ended_at IS NULL RETURNING seller_id`,
    [tx.scope.entityId, tx.scope.livemode, personId, now],
  )
  return row?.seller_id ?? null
}

type Line = { readonly action: string; readonly sellerId: string; readonly note: string; readonly at: Date }

function note(tx: Sql, actor: Actor, { action, sellerId, note: words, at }: Line): Promise<void> {
  return recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action,
    subject: { kind: 'seller', id: sellerId },
    note: words,
    requestId: actor.requestId,
    at,
  })
}
