import type { DeliveryReport } from '../bounces/record-bounce.ts'
import type { InboundMail } from './parse-mail.ts'

const REPORT = 'message/delivery-status'
const ORIGINAL = /^(?:message\/rfc822(?:-headers)?|text\/rfc822-headers)$/

/**
 * What a mail server reports about a mail of ours (RFC 3464), one report per recipient; none when the mail is no such report.
 */
export function deliveryReportsOf(mail: InboundMail, at: Date): DeliveryReport[] {
  if (!/^multipart\/report\b/i.test(mail.headers.get('content-type') ?? '')) return []
  const report = mail.files.find(({ type }) => type === REPORT)
  if (report === undefined) return []
  const [about = new Map<string, string>(), ...recipients] = blocksOf(textOf(report.bytes))
  const messageId = originalOf(mail, about)
  return recipients.slice(0, RECIPIENTS_MAX).flatMap((fields): DeliveryReport[] => {
    const action = ACTIONS.find((word) => word === fields.get('action')?.toLowerCase())
    if (action === undefined) return []
    const recipient = afterType(fields.get('original-recipient') ?? fields.get('final-recipient') ?? '').toLowerCase()
    const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? ''
    const diagnostic = afterType(fields.get('diagnostic-code') ?? '').slice(0, 500)
    return [{ messageId, recipient, action, status, diagnostic, at }]
  })
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const
const RECIPIENTS_MAX = 20

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
