import type { MailFile } from '#lib/messages/inbound/parse-mail.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { findNamed } from './find-named.ts'
import { findSender } from './find-sender.ts'
import { findThread } from './find-thread.ts'
import { keepFiles } from './keep-files.ts'
import { keepLinks } from './keep-links.ts'
import { type Link, linksOf, type Sender } from './link-model.ts'
import { type Channel, type Side, TEXT_MAX } from './model.ts'
import { namesIn } from './names-model.ts'

/** A message as it came in, by whichever way. */
export type Incoming = {
  readonly channel: Channel
  /** What it is taken once for, in its channel. */
  readonly externalId: string
  /** What the other system calls the conversation; empty for mail. */
  readonly externalKey: string
  /** SHA-256 hex of what it says. */
  readonly hash: string
  /** A lower-case address, or what the other system calls them. */
  readonly from: string
  readonly fromName: string
  /** The mail failed the check of its sender. */
  readonly isDoubtful: boolean
  readonly subject: string
  readonly text: string
  readonly sentAt: Date
  readonly files: readonly MailFile[]
  /** Message-IDs it answers, nearest first, and whom it went to. */
  readonly answers: readonly string[]
  readonly recipients: readonly string[]
  /** What the sending system says for sure: who it is, and what it is about. */
  readonly said: { readonly side: Side | 'us'; readonly links: readonly Link[] }
}

export type Taken = {
  /** known: the same message came in before. */
  readonly outcome: 'taken' | 'known'
  readonly conversationId: string
  readonly messageId: string
  /** It says what was said under this id before. */
  readonly isSame: boolean
}

/** Takes a message once, into the conversation it goes on with or a new one, with what it leads to. */
export async function takeMessage(tx: Sql, incoming: Incoming, at: Date): Promise<Taken> {
  // One at a time: a conversation's messages keep the order in which they came in.
  await tx.sql(`SELECT pg_advisory_xact_lock(hashtextextended('inbox ' || $1, 0))`, [tx.scope.entityId])
  const known = await findKnown(tx, incoming)
  if (known !== null) return known
  const sender = await findSender(tx, { address: incoming.from, isDoubtful: incoming.isDoubtful }, at)
  const thread = incoming.externalKey === '' ? await findThread(tx, sender, incoming) : await findByKey(tx, incoming)
  const named = await findNamed(tx, namesIn(`${incoming.subject}\n${incoming.text}`))
  const own = await findNamed(tx, { ...namesIn(''), charges: sender.chargeIds })
  const links = [...incoming.said.links, ...linksOf(sender, named, own), ...thread.links]
  const side = sideOf(incoming, sender, links)
  const conversationId = thread.conversationId ?? (await begin(tx, incoming, { side, sender }, at))
  const messageId = await writeMessage(tx, conversationId, incoming, side, at)
  await keepFiles(tx, { conversationId, messageId }, incoming.files)
  await keepLinks(tx, conversationId, links, at)
  return { outcome: 'taken', conversationId, messageId, isSame: true }
}

async function findKnown(tx: Sql, { channel, externalId, hash }: Incoming): Promise<Taken | null> {
  const [row] = await tx.sql<{ id: string; conversationId: string; hash: string }>(
    `SELECT id, conversation_id AS "conversationId", hash FROM conversation_message
      WHERE entity_id = $1 AND livemode = $2 AND channel = $3 AND external_id = $4`,
    [tx.scope.entityId, tx.scope.livemode, channel, externalId],
  )
  if (row === undefined) return null
  return { outcome: 'known', conversationId: row.conversationId, messageId: row.id, isSame: row.hash === hash }
}

async function findByKey(tx: Sql, { channel, externalKey }: Incoming) {
  const [row] = await tx.sql<{ id: string }>(
    'SELECT id FROM conversation WHERE entity_id = $1 AND livemode = $2 AND channel = $3 AND external_key = $4',
    [tx.scope.entityId, tx.scope.livemode, channel, externalKey],
  )
  return { conversationId: row?.id ?? null, links: [] }
}

function sideOf({ said, from }: Incoming, sender: Sender, links: readonly Link[]): Side | 'us' {
  if (said.side !== 'unknown') return said.side
  if (sender.isDoubtful) return 'unknown'
  if (sender.sellerIds.length > 0) return 'seller'
  const isBuyer = links.some(({ kind, state, reason }) => kind === 'charge' && state === 'linked' && reason !== '')
  return sender.isCustomer || (isBuyer && from.includes('@')) ? 'buyer' : 'unknown'
}

type By = { readonly side: Side | 'us'; readonly sender: Sender }

async function begin(tx: Sql, incoming: Incoming, { side, sender }: By, at: Date): Promise<string> {
  const id = newId('cvs')
  const isSellers = side === 'seller' && !sender.isDoubtful && sender.sellerIds.length === 1
  await tx.exec(
    `INSERT INTO conversation (id, entity_id, livemode, channel, external_key, subject, correspondent, correspondent_name, side, seller_id,
                               link_state, state, message_count, opened_at, last_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'none', 'open', 0, $11::text::timestamptz, $11::text::timestamptz)`,
    [
      id,
      tx.scope.entityId,
      tx.scope.livemode,
      incoming.channel,
      incoming.externalKey,
      incoming.subject === '' ? '(no subject)' : incoming.subject,
      incoming.from,
      incoming.fromName,
      side === 'us' ? 'unknown' : side,
      isSellers ? (sender.sellerIds[0] ?? '') : '',
      at.toISOString(),
    ],
  )
  return id
}

async function writeMessage(tx: Sql, conversationId: string, incoming: Incoming, side: Side | 'us', at: Date) {
  // What others write opens it again, and waits for us; what one of us wrote elsewhere answers.
  const [row] = await tx.sql<{ number: number }>(
    `UPDATE conversation SET message_count = message_count + 1, last_at = $2::text::timestamptz,
            waiting_since = CASE WHEN $3 THEN NULL ELSE coalesce(waiting_since, $2::text::timestamptz) END,
            state = CASE WHEN $3 THEN state ELSE 'open' END, ending = CASE WHEN $3 THEN ending ELSE '' END,
            closed_at = CASE WHEN $3 THEN closed_at END, snoozed_until = CASE WHEN $3 THEN snoozed_until END
      WHERE id = $1 RETURNING message_count AS number`,
    [conversationId, at.toISOString(), side === 'us'],
  )
  const id = newId('cvm')
  await tx.exec(
    `INSERT INTO conversation_message (id, conversation_id, entity_id, livemode, number, channel, external_id, hash, side, from_address, from_name,
                                       subject, text, is_cut, sent_at, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::text::timestamptz, $16::text::timestamptz)`,
    [
      id,
      conversationId,
      tx.scope.entityId,
      tx.scope.livemode,
      row?.number ?? 1,
      incoming.channel,
      incoming.externalId,
      incoming.hash,
      side,
      incoming.from,
      incoming.fromName,
      incoming.subject,
      incoming.text.slice(0, TEXT_MAX).toWellFormed(),
      incoming.text.length > TEXT_MAX,
      incoming.sentAt.toISOString(),
      at.toISOString(),
    ],
  )
  return id
}
