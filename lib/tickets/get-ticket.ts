import type { Sql } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { listEntries, type TicketEntryRow } from './entries.ts'
import { listLinks, type TicketObject } from './links.ts'
import { type StoredTicket, TICKET_COLUMNS, type TicketRow, toTicketRow } from './list-tickets.ts'
import { remoteOf, type TicketRemote } from './remote.ts'
import { wasSent } from './tell-tracker.ts'

export type TicketPage = {
  readonly ticket: TicketRow
  /** Newest first. */
  readonly entries: readonly TicketEntryRow[]
  readonly links: readonly TicketObject[]
  /** Where it is in the operators' own system; null when it is not. */
  readonly remote: TicketRemote | null
  /** It is not queued for the system that the environment names. */
  readonly canSend: boolean
}

const ENTRIES_MAX = 200

/** One ticket with its history and what it leads to; null when there is none. */
export async function getTicket(tx: Sql, id: string): Promise<TicketPage | null> {
  const [row] = await tx.sql<StoredTicket>(
    `SELECT ${TICKET_COLUMNS} FROM ticket t LEFT JOIN person p ON p.id = t.owner_id
      WHERE t.id = $1 AND t.entity_id = $2 AND t.livemode = $3`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) return null
  return {
    ticket: toTicketRow(row),
    entries: await listEntries(tx, id, ENTRIES_MAX),
    links: await listLinks(tx, id),
    remote: await remoteOf(tx, id),
    canSend: env.TICKET_SYSTEM !== undefined && !(await wasSent(tx, id)),
  }
}
