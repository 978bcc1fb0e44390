import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { count, instant } from '#lib/platform/export-columns.ts'
import { alertLook, KINDS } from './alert-model.ts'
import { type AlertFilter, listAlerts } from './list-alerts.ts'

const PAGE = 1_000

export const ALERT_HEADER = [
  'Alert id',
  'Kind',
  'Status',
  'Seller id',
  'Seller',
  count('Health'),
  'What was seen',
  instant('Raised (UTC)'),
  instant('Put off until (UTC)'),
  'Owner',
  'Verdict',
  'Note',
  'Proposal id',
  'Ticket id',
]

/** Every alert the filters let through, as cells, a page per read. */
export async function* exportAlerts(actor: Actor, filter: AlertFilter): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listAlerts(tx, { ...filter, after, limit: PAGE }))
    yield page.rows.map((row) => [
      row.id,
      KINDS[row.kind].name,
      alertLook(row.state).word,
      row.sellerId,
      row.sellerName,
      row.score?.toString() ?? '',
      row.reason,
      row.raisedAt,
      row.snoozedUntil ?? '',
      row.ownerName,
      row.verdict,
      row.note,
      row.proposalId,
      row.ticketId,
    ])
    after = page.nextCursor
  } while (after !== null)
}
