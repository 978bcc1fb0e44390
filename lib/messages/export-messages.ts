import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { count, instant } from '#lib/platform/export-columns.ts'
import { listMessages, type MessageQuery } from './list-messages.ts'

const PAGE = 1_000

export const MESSAGE_HEADER = [
  'Message id',
  'Kind',
  'To',
  'Subject',
  'About',
  'About id',
  'Status',
  count('Tries'),
  'Last error',
  instant('Queued at (UTC)'),
  instant('Next try at (UTC)'),
  instant('Sent at (UTC)'),
]

/** Every message the filters let through, as cells, a page per read. */
export async function* exportMessages(
  actor: Actor,
  filter: Pick<MessageQuery, 'q' | 'state' | 'kind' | 'sellerId'>,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listMessages(tx, { ...filter, after, limit: PAGE }))
    yield page.rows.map((row) => [
      row.id,
      row.kind,
      row.to,
      row.subject,
      row.subjectKind,
      row.subjectId,
      row.state,
      String(row.attempts),
      row.lastError,
      row.createdAt,
      row.dueAt,
      row.sentAt ?? '',
    ])
    after = page.nextCursor
  } while (after !== null)
}
