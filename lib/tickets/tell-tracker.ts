import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import type { NewIssue, RemoteCategory } from '#lib/messages/trackers/tracker.ts'
import type { Sql } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import type { EntryKind } from './entries.ts'

type Told = {
  readonly ticketId: string
  readonly entryId: string
  readonly kind: EntryKind
  readonly body: string
  readonly at: Date
}

/** What a line of the history means over there, besides its words. */
const MOVES: Readonly<Partial<Record<EntryKind, RemoteCategory>>> = {
  taken: 'in_progress',
  resolved: 'done',
  closed: 'done',
  reopened: 'open',
}
const SAID: readonly EntryKind[] = ['comment', 'resolved', 'closed', 'reopened']

/**
 * Queues what happened to a ticket for the operators' own system, where the environment names one. A ticket of before that
 * stays ours until somebody sends it there.
 */
export async function tellTracker(tx: Sql, { ticketId, entryId, kind, body, at }: Told): Promise<void> {
  if (env.TICKET_SYSTEM === undefined) return
  if (kind === 'opened') return sendTicket(tx, ticketId, at)
  const move = MOVES[kind]
  if ((move === undefined && !SAID.includes(kind)) || !(await wasSent(tx, ticketId))) return
  const about = { to: env.TICKET_SYSTEM, subjectKind: 'ticket', subjectId: ticketId }
  if (SAID.includes(kind)) {
    const onceKey = `ticket.comment:${entryId}`
    await enqueueMessage(tx, { ...about, kind: 'ticket.comment', subject: 'A comment', body, onceKey }, at)
  }
  if (move !== undefined) {
    const onceKey = `ticket.state:${entryId}`
    await enqueueMessage(tx, { ...about, kind: 'ticket.state', subject: `Now ${move}`, body: move, onceKey }, at)
  }
}

/** Queues the whole ticket, once. */
export async function sendTicket(tx: Sql, ticketId: string, at: Date): Promise<void> {
  if (env.TICKET_SYSTEM === undefined) return
  const [ticket] = await tx.sql<{ title: string; action: string; priority: NewIssue['priority']; dueAt: Date }>(
    'SELECT title, action, priority, due_at AS "dueAt" FROM ticket WHERE id = $1 AND entity_id = $2 AND livemode = $3',
    [ticketId, tx.scope.entityId, tx.scope.livemode],
  )
  if (ticket === undefined) throw new Error(`there is no ticket ${ticketId}`)
  const issue: NewIssue = {
    ticketId,
    title: ticket.title,
    text: `${ticket.action}\n\n${addressOf(ticketId)}`,
    priority: ticket.priority,
    dueOn: ticket.dueAt.toISOString().slice(0, 10),
  }
  const message = {
    kind: 'ticket.create',
    to: env.TICKET_SYSTEM,
    subject: ticket.title,
    body: JSON.stringify(issue),
    subjectKind: 'ticket',
    subjectId: ticketId,
    onceKey: sentKey(ticketId),
  }
  await enqueueMessage(tx, message, at)
}

/** Whether the ticket was queued for the other system. */
export async function wasSent(tx: Sql, ticketId: string): Promise<boolean> {
  const rows = await tx.sql('SELECT 1 FROM message WHERE entity_id = $1 AND livemode = $2 AND once_key = $3', [
    tx.scope.entityId,
    tx.scope.livemode,
    sentKey(ticketId),
  ])
  return rows.length > 0
}

const sentKey = (ticketId: string) => `ticket.create:${ticketId}`
const addressOf = (ticketId: string) => `${env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}`}/tickets/${ticketId}`
