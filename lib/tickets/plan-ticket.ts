import type { Sql } from '#lib/platform/db.ts'
import { lockTicket, recordStep } from './lock-ticket.ts'
import type { Priority } from './model.ts'
import { canOwn } from './owners.ts'
import { cannotOwn, snoozeInThePast, ticketClosed } from './refusals.ts'
import { type BulkResult, forEachTicket } from './resolve-ticket.ts'
import type { Worker } from './worker.ts'

/** Gives tickets to somebody, or to nobody. Refuses whoever cannot work on them. */
export async function assignTickets(
  tx: Sql,
  ticketIds: readonly string[],
  ownerId: string,
  worker: Worker,
): Promise<BulkResult> {
  const name = ownerId === '' ? '' : await canOwn(tx, ownerId)
  if (name === null) throw cannotOwn()
  return forEachTicket(ticketIds, async (ticketId) => {
    const ticket = await lockTicket(tx, ticketId)
    if (ticket.state === 'resolved') throw ticketClosed()
    if (ticket.ownerId === ownerId) return
    await tx.exec('UPDATE ticket SET owner_id = $2, state = $3 WHERE id = $1', [
      ticketId,
      ownerId,
      ownerId === '' ? 'open' : 'in_progress',
    ])
    const body = name === '' ? 'Gave it back to the queue.' : `Gave it to ${name}.`
    const note = name === '' ? `Took the owner off: ${ticket.title}` : `Gave the ticket to ${name}: ${ticket.title}`
    const change = { before: { ownerId: ticket.ownerId }, after: { ownerId } }
    await recordStep(tx, ticket, { kind: 'assigned', body, action: 'tickets.assign', note, ...change }, worker)
  })
}

/** Says something about a ticket; also about a resolved one. Nobody can take it back. */
export async function commentTicket(tx: Sql, ticketId: string, body: string, worker: Worker): Promise<void> {
  const ticket = await lockTicket(tx, ticketId)
  const note = `Commented on the ticket: ${ticket.title}`
  await recordStep(tx, ticket, { kind: 'comment', body, action: 'tickets.comment', note }, worker)
}

/** Takes a ticket out of the queue until a day begins (UTC), or brings it back. */
export async function snoozeTicket(tx: Sql, ticketId: string, until: string | null, worker: Worker): Promise<void> {
  const ticket = await lockTicket(tx, ticketId)
  if (ticket.state === 'resolved') throw ticketClosed()
  const wakes = until === null ? null : `${until}T00:00:00.000Z`
  if (wakes !== null && wakes <= worker.at.toISOString()) throw snoozeInThePast()
  await tx.exec('UPDATE ticket SET snoozed_until = $2::text::timestamptz WHERE id = $1', [ticketId, wakes])
  const body = until === null ? 'Brought it back into the queue.' : `Put it aside until ${until}.`
  await recordStep(
    tx,
    ticket,
    { kind: 'snoozed', body, action: 'tickets.snooze', note: `${ticket.title}: ${body}` },
    worker,
  )
}

type Plan = { readonly priority: Priority; readonly dueOn: string }

/** Sets how pressing a ticket is and the day (UTC) it is due, at that day's end. */
export async function planTicket(tx: Sql, ticketId: string, { priority, dueOn }: Plan, worker: Worker): Promise<void> {
  const ticket = await lockTicket(tx, ticketId)
  if (ticket.state === 'resolved') throw ticketClosed()
  const before = { priority: ticket.priority, dueOn: ticket.dueAt.toISOString().slice(0, 10) }
  if (before.priority === priority && before.dueOn === dueOn) return
  await tx.exec('UPDATE ticket SET priority = $2, due_at = $3::text::timestamptz WHERE id = $1', [
    ticketId,
    priority,
    before.dueOn === dueOn ? ticket.dueAt.toISOString() : `${dueOn}T23:59:59.999Z`,
  ])
  const body = `Now ${priority}, due ${dueOn}; was ${before.priority}, due ${before.dueOn}.`
  const change = { before, after: { priority, dueOn } }
  await recordStep(
    tx,
    ticket,
    { kind: 'priority', body, action: 'tickets.plan', note: `${ticket.title}: ${body}`, ...change },
    worker,
  )
}
