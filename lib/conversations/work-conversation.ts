import type { Sql } from '#lib/platform/db.ts'
import { canOwn } from '#lib/tickets/owners.ts'
import { snoozeInThePast } from '#lib/tickets/refusals.ts'
import { lockConversation, recordStep, type Worker } from './lock-conversation.ts'
import { ENDING_WORDS, type Ending } from './model.ts'
import { alreadyClosed, cannotAnswer } from './refusals.ts'

/** Gives a conversation to somebody, or to nobody. Refuses whoever cannot work on tickets, and so not here. */
export async function assignConversation(tx: Sql, id: string, ownerId: string, worker: Worker): Promise<void> {
  const name = ownerId === '' ? '' : await canOwn(tx, ownerId)
  if (name === null) throw cannotAnswer()
  const conversation = await lockConversation(tx, id)
  if (conversation.ownerId === ownerId) return
  await tx.exec('UPDATE conversation SET owner_id = $2 WHERE id = $1', [id, ownerId])
  const note =
    name === '' ? `Took the owner off: ${conversation.subject}` : `Gave it to ${name}: ${conversation.subject}`
  const change = { before: { ownerId: conversation.ownerId }, after: { ownerId } }
  await recordStep(tx, conversation, { action: 'inbox.assign', note, ...change }, worker)
}

/** Takes a conversation out of the list until a day begins (UTC), or brings it back. A new message brings it back, too. */
export async function snoozeConversation(tx: Sql, id: string, until: string | null, worker: Worker): Promise<void> {
  const conversation = await lockConversation(tx, id)
  if (conversation.state === 'closed') throw alreadyClosed()
  const wakes = until === null ? null : `${until}T00:00:00.000Z`
  if (wakes !== null && wakes <= worker.at.toISOString()) throw snoozeInThePast()
  await tx.exec('UPDATE conversation SET snoozed_until = $2::text::timestamptz WHERE id = $1', [id, wakes])
  const note = `${until === null ? 'Brought it back' : `Put it aside until ${until}`}: ${conversation.subject}`
  await recordStep(tx, conversation, { action: 'inbox.snooze', note }, worker)
}

/** Ends a conversation with how it ended, which is what the answered-by-itself rate counts. A new message opens it again. */
export async function closeConversation(tx: Sql, id: string, ending: Ending, worker: Worker): Promise<void> {
  const conversation = await lockConversation(tx, id)
  if (conversation.state === 'closed') throw alreadyClosed()
  await tx.exec(
    `UPDATE conversation SET state = 'closed', ending = $2, closed_at = $3::text::timestamptz, waiting_since = NULL, snoozed_until = NULL
      WHERE id = $1`,
    [id, ending, worker.at.toISOString()],
  )
  const note = `Closed it (${ENDING_WORDS[ending]}): ${conversation.subject}`
  await recordStep(tx, conversation, { action: 'inbox.close', note, after: { ending } }, worker)
}
