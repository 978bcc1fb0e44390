import { createHash } from 'node:crypto'
import { recordBounce } from '#lib/messages/bounces/record-bounce.ts'
import { deliveryReportsOf, isReport } from '#lib/messages/inbound/delivery-report.ts'
import { type InboundMail, parseMail } from '#lib/messages/inbound/parse-mail.ts'
import { inRawTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { MAIL_BYTES_MAX, mailKey, outboxMessageIn } from './model.ts'
import { type NoticeKind, writeNotice } from './notices.ts'
import { mailTooLarge, unreadableMail } from './refusals.ts'
import { takeMessage } from './take-message.ts'

export type ReceivedMail = {
  /** known: it came in before. Everything else but taken is no message of a person's, and noted as what it is. */
  readonly outcome: 'taken' | 'known' | NoticeKind
  /** Empty where there is none. */
  readonly conversationId: string
}

type Receiving = { readonly scope: Scope; readonly bytes: Uint8Array; readonly at: Date }

/**
 * Takes a raw mail, once however often it is brought. Bounces, automatic answers and mails of our own are noted and nothing more.
 * Refuses what is larger than 25 MB (413) and what is no mail (422).
 */
export async function receiveMail({ scope, bytes, at }: Receiving): Promise<ReceivedMail> {
  if (bytes.length > MAIL_BYTES_MAX) throw mailTooLarge()
  const mail = await parseMail(bytes)
  if (mail === null) throw unreadableMail()
  return inRawTransaction(scope, (tx) => sortMail(tx, mail, at))
}

async function sortMail(tx: Sql, mail: InboundMail, at: Date): Promise<ReceivedMail> {
  const externalId = mailKey(mail.messageId === '' ? `sha256:${mail.hash}` : mail.messageId, mail.from)
  const machine = await machineOf(tx, mail, at)
  if (machine !== null) {
    const { from, subject } = mail
    const isNew = await writeNotice(tx, { channel: 'mail', externalId, fromAddress: from, subject, ...machine }, at)
    return { outcome: isNew ? machine.kind : 'known', conversationId: '' }
  }
  const { outcome, conversationId } = await takeMessage(
    tx,
    {
      channel: 'mail',
      externalId,
      externalKey: '',
      hash: createHash('sha256')
        .update(JSON.stringify([mail.subject, mail.text]))
        .digest('hex'),
      from: mail.from,
      fromName: mail.fromName,
      isDoubtful: isDoubtful(mail),
      subject: mail.subject,
      text: mail.text,
      sentAt: mail.sentAt ?? at,
      files: mail.files,
      answers: mail.answers,
      recipients: mail.recipients,
      said: { side: 'unknown', links: [] },
    },
    at,
  )
  return { outcome, conversationId }
}

/** What a mail is that no person wrote, or null: nobody answers those, so that no two machines write to each other. */
async function machineOf(tx: Sql, mail: InboundMail, at: Date): Promise<{ kind: NoticeKind; detail: string } | null> {
  const reports = deliveryReportsOf(mail, at)
  for (const report of reports) await recordBounce(tx, report)
  const [first] = reports
  if (first !== undefined) {
    const detail = `${first.recipient}: ${first.action} (${first.status}). ${first.diagnostic}`
    return { kind: 'bounce', detail: detail.trim() }
  }
  if (isReport(mail)) return { kind: 'bounce', detail: 'A report of a mail server.' }
  const own = outboxMessageIn(mail.messageId)
  if (own !== null) {
    const sent = await tx.sql('SELECT 1 FROM message WHERE id = $1', [own])
    if (sent.length > 0) return { kind: 'loop', detail: `It is our own mail ${own}.` }
  }
  const automatic = (mail.headers.get('auto-submitted') ?? 'no').trim().toLowerCase()
  if (!automatic.startsWith('no'))
    return { kind: 'automatic', detail: `Sent by a machine (Auto-Submitted: ${automatic}).`.slice(0, 200) }
  if (mail.headers.has('x-autoreply') || mail.headers.has('x-autorespond'))
    return { kind: 'automatic', detail: 'An automatic answer.' }
  const precedence = (mail.headers.get('precedence') ?? '').trim().toLowerCase()
  if (/^(bulk|junk|list|auto_reply)$/.test(precedence))
    return { kind: 'automatic', detail: `Sent to many (Precedence: ${precedence}).` }
  return null
}

/** The mail server that took the mail in says that it does not come from where it says (RFC 8601). */
const isDoubtful = ({ headers }: InboundMail): boolean =>
  /\bdmarc\s*=\s*(?:fail|permerror)\b/i.test(headers.get('authentication-results') ?? '')
