import type { Sql } from '#lib/platform/db.ts'
import type { Link, Sender } from './link-model.ts'
import { conversationIn, mailKey, outboxMessageIn } from './model.ts'

type Answering = {
  /** Message-IDs it answers, nearest first. */
  readonly answers: readonly string[]
  /** Whom it went to. */
  readonly recipients: readonly string[]
}

type Found = { readonly conversationId: string | null; readonly links: readonly Link[] }
type Row = { readonly id: string; readonly correspondent: string; readonly side: string; readonly sellerId: string }

/**
 * Which conversation a mail goes on with. Whoever knows an id may claim to answer: only the correspondent, somebody who has written in
 * it, or a person of the same seller does. From anybody else it begins a conversation of its own, and the claim is proposed to a person.
 */
export async function findThread(tx: Sql, sender: Sender, answering: Answering): Promise<Found> {
  const links: Link[] = []
  for (const id of await claimed(tx, sender.address, answering)) {
    const [row] = await tx.sql<Row>(
      `SELECT id, correspondent, side, seller_id AS "sellerId" FROM conversation WHERE id = $3 AND entity_id = $1 AND livemode = $2`,
      [tx.scope.entityId, tx.scope.livemode, id],
    )
    if (row === undefined) continue
    if (await mayGoOn(tx, row, sender)) return { conversationId: row.id, links: [] }
    links.push(claim('inbox', row.id, '', 'It says that it answers this, but comes from somebody else.', 40))
  }
  links.push(...(await answeredMails(tx, sender, answering.answers)))
  return { conversationId: null, links }
}

/** Conversations that addresses, our own mails and the sender's own earlier mails name. */
async function claimed(tx: Sql, address: string, { answers, recipients }: Answering): Promise<string[]> {
  const byAddress = recipients.map(conversationIn).filter((id) => id !== null)
  const rows = await tx.sql<{ id: string }>(
    `SELECT m.subject_id AS id FROM message m WHERE m.id = ANY($3::text[]) AND m.entity_id = $1 AND m.livemode = $2 AND m.subject_kind = 'inbox'
     UNION
     SELECT c.conversation_id FROM conversation_message c
      WHERE c.entity_id = $1 AND c.livemode = $2 AND c.channel = 'mail' AND c.external_id = ANY($4::text[]) LIMIT 10`,
    [tx.scope.entityId, tx.scope.livemode, ours(answers), answers.map((id) => mailKey(id, address))],
  )
  return [...new Set([...byAddress, ...rows.map(({ id }) => id)])].slice(0, 10)
}

const ours = (answers: readonly string[]) => answers.map(outboxMessageIn).filter((id) => id !== null)

async function mayGoOn(tx: Sql, { id, correspondent, side, sellerId }: Row, sender: Sender): Promise<boolean> {
  if (sender.isDoubtful) return false
  if (sender.address === correspondent) return true
  if (side === 'seller' && sender.sellerIds.includes(sellerId)) return true
  const wrote = await tx.sql(
    `SELECT 1 FROM conversation_message WHERE conversation_id = $1 AND from_address = $2 AND entity_id = $3 AND livemode = $4 LIMIT 1`,
    [id, sender.address, tx.scope.entityId, tx.scope.livemode],
  )
  return wrote.length > 0
}

type Mail = { readonly id: string; readonly recipient: string; readonly kind: string; readonly subjectId: string }

/** What a mail of ours was about is what its answer is about, when it comes from whom we wrote to. */
async function answeredMails(tx: Sql, sender: Sender, answers: readonly string[]): Promise<Link[]> {
  const rows = await tx.sql<Mail>(
    `SELECT id, lower(recipient) AS recipient, subject_kind AS kind, subject_id AS "subjectId" FROM message
      WHERE id = ANY($3::text[]) AND entity_id = $1 AND livemode = $2 AND kind = 'mail.send' AND subject_kind <> 'inbox' ORDER BY id LIMIT 5`,
    [tx.scope.entityId, tx.scope.livemode, ours(answers)],
  )
  return rows.flatMap(({ id, recipient, kind, subjectId }) => {
    const isGenuine = recipient === sender.address && !sender.isDoubtful
    const [reason, confidence] = isGenuine
      ? (['It answers our mail about this.', 95] as const)
      : (['It says that it answers our mail about this, but comes from somebody else.', 40] as const)
    const seller = kind === 'seller' ? subjectId : ''
    return [claim(kind, subjectId, seller, reason, confidence), claim('message', id, '', reason, confidence)]
  })
}

const claim = (kind: string, id: string, sellerId: string, reason: string, confidence: number): Link => ({
  kind,
  id,
  sellerId,
  reason,
  confidence,
  state: confidence >= 75 ? 'linked' : 'proposed',
})
