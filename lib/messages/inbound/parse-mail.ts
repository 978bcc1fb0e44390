import { createHash } from 'node:crypto'
import type { Address, Attachment, Email } from 'postal-mime'
import { textOfHtml } from './html-text.ts'

export type MailFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** A mail that came in, as far as it is used here. Everything in it was written by somebody outside. */
export type InboundMail = {
  /** Without its brackets; empty when the mail has none. */
  readonly messageId: string
  /** What it answers, nearest first: In-Reply-To, then References from the newest to the oldest. */
  readonly answers: readonly string[]
  /** Lower-case. */
  readonly from: string
  readonly fromName: string
  /** Everybody it went to, lower-case: To, Cc, Delivered-To. */
  readonly recipients: readonly string[]
  readonly subject: string
  /** Plain words; of an HTML mail, what it shows. */
  readonly text: string
  /** Its own Date; null when that is none. */
  readonly sentAt: Date | null
  readonly files: readonly MailFile[]
  /** The first of each name, lower-case. */
  readonly headers: ReadonlyMap<string, string>
  /** SHA-256 hex of the bytes as they came. */
  readonly hash: string
}

const LIMITS = { maxNestingDepth: 40, maxHeadersSize: 262_144, forceRfc822Attachments: true } as const
const SUBJECT_MAX = 300
const NAME_MAX = 120
const ADDRESS_MAX = 254
const ID_MAX = 300
const IDS_MAX = 30
const RECIPIENTS_MAX = 100

/** Reads a raw RFC 5322 mail. Null for what cannot be read as one; never throws, whatever the bytes are. */
export async function parseMail(bytes: Uint8Array): Promise<InboundMail | null> {
  const { default: PostalMime } = await import('postal-mime')
  const email = await PostalMime.parse(bytes, LIMITS).then(
    (parsed) => parsed,
    () => null,
  )
  if (email === null) return null
  const sender = mailboxesOf(email.from ?? email.sender).at(0)
  if (sender === undefined || sender.address === '') return null
  const headers = new Map<string, string>()
  for (const { key, value } of email.headers) if (!headers.has(key)) headers.set(key, clean(value, 4_000))
  const sent = Date.parse(email.date ?? '')
  return {
    messageId: idsIn(email.messageId ?? '').at(0) ?? '',
    answers: [...idsIn(email.inReplyTo ?? ''), ...idsIn(email.references ?? '').reverse()].slice(0, IDS_MAX),
    from: sender.address,
    fromName: sender.name,
    recipients: recipientsOf(email),
    subject: clean(email.subject ?? '', SUBJECT_MAX)
      .replace(/\s+/g, ' ')
      .trim(),
    text: wordsOf(email),
    sentAt: Number.isNaN(sent) ? null : new Date(sent),
    files: email.attachments.map(toFile),
    headers,
    hash: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** Characters that a database cannot keep, or that no text has, are gone; the rest is cut at a length. */
export const clean = (text: string, max: number): string =>
  text
    .replace(/(?![\t\n\r])\p{Cc}/gu, '')
    .slice(0, max)
    .toWellFormed()

type Box = { readonly address: string; readonly name: string }

const mailboxesOf = (address: Address | undefined): Box[] => {
  if (address === undefined) return []
  const boxes = address.group ?? [{ name: address.name, address: address.address ?? '' }]
  return boxes.map(({ name, address: at }) => ({ address: addressOf(at ?? ''), name: clean(name ?? '', NAME_MAX) }))
}

/** An address as it is compared; empty when it is none. */
const addressOf = (text: string): string => {
  const address = clean(text, ADDRESS_MAX + 1)
    .trim()
    .toLowerCase()
  return address.length <= ADDRESS_MAX && /^[^\s@<>]+@[^\s@<>]+$/.test(address) ? address : ''
}

function recipientsOf({ to = [], cc = [], deliveredTo = '' }: Email): string[] {
  const named = [...to, ...cc].flatMap((address) => mailboxesOf(address).map((box) => box.address))
  return [...new Set([...named, addressOf(deliveredTo)])].filter((at) => at !== '').slice(0, RECIPIENTS_MAX)
}

/** What stands between angle brackets. */
const idsIn = (text: string): string[] =>
  [...text.slice(0, 20_000).matchAll(/<([^<>\s]{1,300})>/g)].map(([, id = '']) => clean(id, ID_MAX))

const TEXT_MAX = 1_000_000

function wordsOf({ text, html }: Email): string {
  const plain = clean(text ?? '', TEXT_MAX).trim()
  return plain !== '' || html === undefined ? plain : clean(textOfHtml(html.slice(0, TEXT_MAX)), TEXT_MAX)
}

const toFile = ({ filename, mimeType, content }: Attachment): MailFile => ({
  name:
    clean(filename ?? '', 200)
      .replace(/[/\\]/g, '_')
      .trim() || 'unnamed',
  type: mimeType,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
})
