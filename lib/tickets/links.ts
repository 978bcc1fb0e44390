import type { Sql } from '#lib/platform/db.ts'

/** An object a ticket leads to. */
export type TicketObject = { readonly kind: string; readonly id: string; readonly label: string }

/** Makes a ticket lead to other objects; one it leads to already takes the new words. */
export async function linkTicket(tx: Sql, ticketId: string, objects: readonly TicketObject[], at: Date): Promise<void> {
  if (objects.length === 0) return
  await tx.exec(
    `INSERT INTO ticket_link AS l (ticket_id, entity_id, livemode, object_kind, object_id, label, added_at)
     SELECT DISTINCT ON (k, i) $1, $2::text, $3::boolean, k, i, n, $7::text::timestamptz
       FROM unnest($4::text[], $5::text[], $6::text[]) AS o (k, i, n)
     ON CONFLICT (ticket_id, object_kind, object_id) DO UPDATE SET label = excluded.label WHERE l.label <> excluded.label`,
    [
      ticketId,
      tx.scope.entityId,
      tx.scope.livemode,
      objects.map(({ kind }) => kind),
      objects.map(({ id }) => id),
      objects.map(({ label }) => label),
      at.toISOString(),
    ],
  )
}

/** What a ticket leads to, in the order it was said. */
export function listLinks(tx: Sql, ticketId: string): Promise<TicketObject[]> {
  return tx.sql<TicketObject>(
    `SELECT object_kind AS kind, object_id AS id, label FROM ticket_link
      WHERE ticket_id = $1 AND entity_id = $2 AND livemode = $3 ORDER BY added_at, object_kind, object_id LIMIT 100`,
    [ticketId, tx.scope.entityId, tx.scope.livemode],
  )
}
