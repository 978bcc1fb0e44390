import type { InboundMail } from './parse-mail.ts'

/** What a mail server says about a mail of ours, by RFC 3464. */
export type DeliveryReport = {
  /** The Message-ID of the mail it is about, without brackets: `msg_…@our.domain` for one of ours; empty when it is not said. */
  readonly messageId: string
  /** Whom it could not be delivered to, lower-case. */
  readonly recipient: string
  /** RFC 3463: 5.1.1, 4.2.2 … */
  readonly status: string
  /** permanent: it will never arrive there. temporary: the server goes on trying, or gave up on what may work later. */
  readonly kind: 'permanent' | 'temporary'
  /** What the other server said, in its words; empty when it said nothing. */
  readonly words: string
}

const REPORT = 'message/delivery-status'
const ORIGINAL = /^(?:message\/rfc822(?:-headers)?|text\/rfc822-headers)$/

/**
 * The report of a mail that could not be delivered (RFC 3464), or null when the mail is none: a delay that is only announced, and
 * a delivery that succeeded, are no bounces. Several recipients: the first that failed.
 */
export function deliveryReportOf(mail: InboundMail): DeliveryReport | null {
  if (!/^multipart\/report\b/i.test(mail.headers.get('content-type') ?? '')) return null
  const report = mail.files.find(({ type }) => type === REPORT)
  if (report === undefined) return null
  const [about = new Map<string, string>(), ...recipients] = blocksOf(textOf(report.bytes))
  const failed = recipients.find((fields) => /^failed\b/i.test(fields.get('action') ?? ''))
  if (failed === undefined) return null
  const status = /\b([245])\.\d{1,3}\.\d{1,3}\b/.exec(failed.get('status') ?? '')?.[0] ?? ''
  return {
    messageId: originalOf(mail, about),
    recipient: afterType(failed.get('original-recipient') ?? failed.get('final-recipient') ?? '').toLowerCase(),
    status,
    kind: status.startsWith('4') ? 'temporary' : 'permanent',
    words: afterType(failed.get('diagnostic-code') ?? '').slice(0, 500),
  }
}

/** Whether the mail is from the machinery of mail, about a mail: whatever it says, nobody wrote it. */
export const isReport = (mail: InboundMail): boolean =>
  /^multipart\/report\b/i.test(mail.headers.get('content-type') ?? '') ||
  /^<>$/.test(mail.headers.get('return-path') ?? '')

function originalOf(mail: InboundMail, about: ReadonlyMap<string, string>): string {
  const told = /<([^<>\s]+)>/.exec(about.get('original-message-id') ?? '')?.[1]
  if (told !== undefined) return told
  const original = mail.files.find(({ type }) => ORIGINAL.test(type))
  if (original === undefined) return mail.answers[0] ?? ''
  const [head = ''] = textOf(original.bytes).split(/\r?\n\r?\n/, 1)
  return /^message-id:\s*<([^<>\s]+)>/im.exec(head)?.[1] ?? ''
}

/** The groups of fields of a report: the first is about the mail, each other about one recipient. */
const blocksOf = (text: string): Map<string, string>[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .map((block) => new Map(block.split('\n').flatMap(fieldOf)))

function fieldOf(line: string): [string, string][] {
  const at = line.indexOf(':')
  return at < 1 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]]
}

/** `rfc822; nobody@shop.test`: what stands behind the type. */
const afterType = (value: string): string => value.replace(/^[^;]*;\s*/, '').trim()

const REPORT_MAX = 262_144

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, REPORT_MAX))
