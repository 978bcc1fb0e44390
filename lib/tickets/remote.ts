import { GONE, type RemoteCategory, type RemoteIssue, type Tracker } from '#lib/messages/trackers/tracker.ts'
import type { Sql } from '#lib/platform/db.ts'
import { writeEntry } from './entries.ts'
import { isSettledBySubject } from './model.ts'

export const SYSTEM_NAMES: Readonly<Record<Tracker['name'], string>> = {
  jira: 'Jira',
  zendesk: 'Zendesk',
  asana: 'Asana',
  linear: 'Linear',
}

/** The same ticket in the operators' own system. */
export type TicketRemote = {
  readonly system: Tracker['name']
  readonly remoteId: string
  readonly remoteKey: string
  readonly url: string
  readonly status: string
  readonly category: RemoteCategory | 'gone'
  readonly error: string
}

const COLUMNS = 'system, remote_id AS "remoteId", remote_key AS "remoteKey", url, status, category, error'

/** Where the ticket is over there, or null. */
export async function remoteOf(tx: Sql, ticketId: string): Promise<TicketRemote | null> {
  const [row] = await tx.sql<TicketRemote>(
    `SELECT ${COLUMNS} FROM ticket_remote WHERE ticket_id = $1 AND entity_id = $2 AND livemode = $3`,
    [ticketId, tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}

const OPEN_MS = 5 * 60_000
const DONE_MS = 6 * 3_600_000

/** Keeps where a ticket is over there, after it was made there. */
export async function keepRemote(
  tx: Sql,
  ticketId: string,
  system: Tracker['name'],
  issue: RemoteIssue,
  at: Date,
): Promise<void> {
  await tx.exec(
    `INSERT INTO ticket_remote (ticket_id, entity_id, livemode, system, remote_id, remote_key, url, status, category, due_at, synced_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::timestamptz, $11::text::timestamptz) ON CONFLICT (ticket_id) DO NOTHING`,
    [
      ticketId,
      tx.scope.entityId,
      tx.scope.livemode,
      system,
      issue.id,
      issue.key,
      issue.url,
      issue.status,
      issue.category,
      new Date(at.getTime() + OPEN_MS).toISOString(),
      at.toISOString(),
    ],
  )
  const body = `It is ${issue.key} in ${SYSTEM_NAMES[system]}.`
  await writeEntry(tx, { ticketId, kind: 'remote', body, by: { kind: 'remote', name: SYSTEM_NAMES[system] }, at })
}

/**
 * Takes over what the other system says now. Only a change over there does something here: done resolves the ticket, open again
 * opens it when it was resolved over there. What we told it ourselves is no change. A ticket that follows its subject stays as it
 * is and says so: closing a ticket somewhere else settles no money.
 */
export async function takeRemote(tx: Sql, ticketId: string, issue: RemoteIssue | typeof GONE, at: Date): Promise<void> {
  const [before] = await tx.sql<TicketRemote>(
    `SELECT ${COLUMNS} FROM ticket_remote WHERE ticket_id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE`,
    [ticketId, tx.scope.entityId, tx.scope.livemode],
  )
  if (before === undefined) return
  const now: Pick<TicketRemote, 'remoteKey' | 'url' | 'status' | 'category'> =
    issue === GONE
      ? { ...before, status: 'not there any more', category: 'gone' }
      : { remoteKey: issue.key, url: issue.url, status: issue.status, category: issue.category }
  await writeRemote(tx, ticketId, now, at)
  if (now.category === before.category && now.status === before.status) return
  const name = SYSTEM_NAMES[before.system]
  const by = { kind: 'remote', name } as const
  const words = `${now.remoteKey} is “${now.status}” now; was “${before.status}”.`
  await writeEntry(tx, { ticketId, kind: 'remote', body: words, by, at })
  const subjectKind = await subjectKindOf(tx, ticketId)
  if (isSettledBySubject(subjectKind)) {
    if (now.category !== 'done' || before.category === 'done') return
    const body = `Closed there, not here: the ${subjectKind} stays open until it is explained or its cause is gone.`
    return writeEntry(tx, { ticketId, kind: 'comment', body, by, at })
  }
  if (now.category === 'done' && before.category !== 'done')
    await resolveByRemote(tx, ticketId, `${now.status} in ${name} (${now.remoteKey}).`, at)
  if (before.category === 'done' && (now.category === 'open' || now.category === 'in_progress')) {
    await reopenByRemote(tx, ticketId, now.category, at)
  }
}

async function subjectKindOf(tx: Sql, ticketId: string): Promise<string> {
  const [row] = await tx.sql<{ kind: string }>('SELECT subject_kind AS kind FROM ticket WHERE id = $1', [ticketId])
  return row?.kind ?? ''
}

/** Notes what the other system became by our own doing, so that it is no news when it is read back. */
export async function noteRemote(tx: Sql, ticketId: string, issue: RemoteIssue, at: Date): Promise<void> {
  await writeRemote(
    tx,
    ticketId,
    { remoteKey: issue.key, url: issue.url, status: issue.status, category: issue.category },
    at,
  )
}

async function writeRemote(
  tx: Sql,
  ticketId: string,
  now: Pick<TicketRemote, 'remoteKey' | 'url' | 'status' | 'category'>,
  at: Date,
): Promise<void> {
  const wait = now.category === 'open' || now.category === 'in_progress' ? OPEN_MS : DONE_MS
  await tx.exec(
    `UPDATE ticket_remote SET remote_key = $2, url = $3, status = $4, category = $5, error = '', due_at = $6::text::timestamptz,
            synced_at = $7::text::timestamptz WHERE ticket_id = $1`,
    [
      ticketId,
      now.remoteKey,
      now.url,
      now.status,
      now.category,
      new Date(at.getTime() + wait).toISOString(),
      at.toISOString(),
    ],
  )
}

async function resolveByRemote(tx: Sql, ticketId: string, resolution: string, at: Date): Promise<void> {
  await tx.exec(
    `UPDATE ticket SET state = 'resolved', resolution = $2, resolved_at = $3::text::timestamptz, snoozed_until = NULL
      WHERE id = $1 AND state <> 'resolved'`,
    [ticketId, resolution, at.toISOString()],
  )
}

async function reopenByRemote(tx: Sql, ticketId: string, category: RemoteCategory, at: Date): Promise<void> {
  await tx.exec(
    `UPDATE ticket SET state = $2, resolution = '', resolved_at = NULL, opened_at = $3::text::timestamptz
      WHERE id = $1 AND state = 'resolved' AND is_cause_open`,
    [ticketId, category === 'in_progress' ? 'in_progress' : 'open', at.toISOString()],
  )
}
