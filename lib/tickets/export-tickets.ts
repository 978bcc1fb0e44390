import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { instant } from '#lib/platform/export-columns.ts'
import { listQueue, type QueueFilter } from './list-queue.ts'
import { AGE_BUCKETS, ageBucketOf } from './model.ts'

const PAGE = 1_000

export const TICKET_HEADER = [
  'Ticket id',
  'Title',
  'Next step',
  'About',
  'About id',
  'Check or rule',
  'Status',
  'Priority',
  'Owner',
  instant('Opened at (UTC)'),
  'Age',
  instant('Due at (UTC)'),
  instant('Put aside until (UTC)'),
  instant('Resolved at (UTC)'),
  'Resolution',
]

/** Every ticket the filters let through, as cells, a page per read. */
export async function* exportTickets(actor: Actor, filter: QueueFilter, at: Date): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listQueue(tx, { ...filter, after, limit: PAGE }, at))
    yield page.rows.map((row) => [
      row.id,
      row.title,
      row.action,
      row.subjectKind,
      row.subjectId,
      row.code,
      row.state,
      row.priority,
      row.ownerName,
      row.openedAt,
      AGE_BUCKETS[ageBucketOf(new Date(row.openedAt), at)].label,
      row.dueAt,
      row.snoozedUntil ?? '',
      row.resolvedAt ?? '',
      row.resolution,
    ])
    after = page.nextCursor
  } while (after !== null)
}
