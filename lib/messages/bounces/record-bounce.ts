import { createHash } from 'node:crypto'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { MessageState } from '../model.ts'
import { writeTry } from '../store.ts'
import { suppress } from '../suppressions/suppress.ts'
import { type Severity, severityOf } from './severity.ts'

/** One recipient's part of a delivery status notification (RFC 3464), as whoever read it understood it. All of it is from outside. */
export type DeliveryReport = {
  /** Message-ID of the mail it is about, `<msg_…@domain>`; a bare `msg_…` will do. */
  readonly messageId: string
  /** Original-Recipient where there is one, else Final-Recipient: the bare address. */
  readonly recipient: string
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded'
  /** Enhanced status code (RFC 3463), `5.1.1`. */
  readonly status: string
  /** Diagnostic-Code, in the other server's words. */
  readonly diagnostic: string
  readonly at: Date
}

/** What was made of a report. */
export type BounceOutcome =
  /** Nothing is written to the address any more. */
  | 'hard'
  /** The message bounced; the address may still work. */
  | 'soft'
  | 'delayed'
  | 'confirmed'
  /** It was told before. */
  | 'repeated'
  /** It is about no mail of ours: nothing is written down. */
  | 'unknown_message'
  /** It is about a mail of ours to somebody else: noted at the message, the address is not judged by it. */
  | 'other_recipient'

type Reported = { id: string; recipient: string; state: MessageState; sentAt: Date | null }

/** So many mails that bounced softly within so many days, and the address counts as one that never takes mail. */
const SOFT_MAX = 3
const SOFT_DAYS = 30

/**
 * Takes in what another mail server says became of a mail. Only a report that names the id of a mail of ours and its own recipient
 * is believed about the address: whoever can write to the mail drop can forge all the rest. A mail that was sent, or of which
 * nobody knew whether it was, becomes *bounced*; a confirmation makes the unknown one *sent*; a delay only leaves a line. After
 * *bounced* nothing changes it but a person. The same report again does nothing.
 */
export async function recordBounce(tx: Sql, report: DeliveryReport): Promise<BounceOutcome> {
  const message = await reportedOn(tx, report.messageId)
  if (message === null) return 'unknown_message'
  const isTheirs = report.recipient.trim().toLowerCase() === message.recipient.toLowerCase()
  const severity: Severity = report.action === 'failed' && isTheirs ? severityOf(report.status) : 'none'
  if (!(await keepReport(tx, { message, report, severity }))) return 'repeated'
  await writeTry(tx, message.id, lineOf(report, isTheirs), report.at)
  if (!isTheirs) return 'other_recipient'
  if (report.action === 'delayed') return 'delayed'
  if (report.action !== 'failed') {
    if (message.state === 'unknown') await become(tx, message.id, 'sent', '', report.at)
    return 'confirmed'
  }
  if (message.state === 'sent' || message.state === 'unknown') {
    await become(tx, message.id, 'bounced', `${report.status} ${report.diagnostic}`.trim(), report.at)
  }
  const isHard = severity === 'hard' || (await softBounces(tx, message.recipient, report.at)) >= SOFT_MAX
  if (!isHard || (await wasLiftedSince(tx, message))) return 'soft'
  const detail = `${report.status} ${report.diagnostic}`.trim()
  await suppress(tx, { address: message.recipient, reason: 'bounced', detail, messageId: message.id, at: report.at })
  return 'hard'
}

async function reportedOn(tx: Sql, reference: string): Promise<Reported | null> {
  const id = /^<?(msg_[0-9a-z]{26})(?:@[^>]*)?>?$/.exec(reference.trim())?.[1]
  if (id === undefined) return null
  const [row] = await tx.sql<Reported>(
    `SELECT id, recipient, state, sent_at AS "sentAt" FROM message
      WHERE id = $1 AND entity_id = $2 AND livemode = $3 AND starts_with(kind, 'mail.') FOR UPDATE`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? null
}

type Keeping = { readonly message: Reported; readonly report: DeliveryReport; readonly severity: Severity }

async function keepReport(tx: Sql, { message, report, severity }: Keeping): Promise<boolean> {
  const { recipient, action, status, diagnostic, at } = report
  const said = [message.id, recipient.toLowerCase(), action, status, diagnostic]
  const added = await tx.exec(
    `INSERT INTO mail_bounce (id, entity_id, livemode, message_id, address, action, status, diagnostic, severity, once_key, at)
     VALUES ($1, $2, $3, $4, lower($5), $6, $7, $8, $9, $10, $11::text::timestamptz)
     ON CONFLICT (entity_id, livemode, once_key) DO NOTHING`,
    [
      ...[newId('mbn'), tx.scope.entityId, tx.scope.livemode, message.id, clean(recipient), action, clean(status)],
      ...[
        clean(diagnostic),
        severity,
        createHash('sha256').update(JSON.stringify(said)).digest('hex'),
        at.toISOString(),
      ],
    ],
  )
  return added === 1
}

const TEXT_MAX = 1_000
const clean = (text: string): string => text.replaceAll('\u0000', '\ufffd').slice(0, TEXT_MAX).toWellFormed()

function lineOf({ action, status, diagnostic, recipient }: DeliveryReport, isTheirs: boolean) {
  const outcome = !isTheirs
    ? 'reported'
    : action === 'failed'
      ? 'bounced'
      : action === 'delayed'
        ? 'delayed'
        : 'confirmed'
  const whose = isTheirs ? '' : `${recipient}: `
  return { outcome, detail: clean(`${whose}${action} ${status} ${diagnostic}`.trim()), requestId: '' }
}

async function become(tx: Sql, id: string, state: MessageState, error: string, at: Date): Promise<void> {
  await tx.exec(
    `UPDATE message SET state = $2, last_error = $3, sent_at = CASE WHEN $2 = 'sent' THEN $4::text::timestamptz ELSE sent_at END
      WHERE id = $1`,
    [id, state, clean(error), at.toISOString()],
  )
}

/** Mails to the address that bounced softly, the one at hand included. */
async function softBounces(tx: Sql, address: string, at: Date): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(
    `SELECT count(DISTINCT message_id)::int AS count FROM mail_bounce
      WHERE entity_id = $1 AND livemode = $2 AND address = lower($3) AND severity = 'soft'
        AND at > $4::text::timestamptz - interval '${SOFT_DAYS} days'`,
    [tx.scope.entityId, tx.scope.livemode, address, at.toISOString()],
  )
  return row?.count ?? 0
}

/** A person said after this mail had left that the address works again: the late report is about the time before. */
async function wasLiftedSince(tx: Sql, { recipient, sentAt }: Reported): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM mail_suppression WHERE entity_id = $1 AND livemode = $2 AND address = lower($3) AND reason = 'bounced'
        AND lifted_at > coalesce($4::text::timestamptz, 'infinity') LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, recipient, sentAt?.toISOString() ?? null],
  )
  return rows.length > 0
}
