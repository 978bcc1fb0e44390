import type { Entity } from '#lib/entities/entity.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { Outgoing } from './courier.ts'
import type { MessageState } from './model.ts'
import { NOT_WRITTEN_TO } from './suppressions/not-written-to.ts'
import type { KeptMail } from './templates/catalogue.ts'

/** Longer than a courier may take; a worker that holds a message longer is taken for dead. */
export const LEASE_MS = 300_000

export type Leased = Outgoing & { readonly leaseToken: string; readonly isDoubtful: boolean }

const COLUMNS = `m.id, m.kind, m.recipient AS "to", m.subject, m.body, m.subject_kind AS "subjectKind", m.subject_id AS "subjectId",
  m.once_key AS "onceKey", m.created_at AS "createdAt", m.attempts, m.is_doubtful AS "isDoubtful", m.category, m.template, m.template_version AS version, m.locale, m.props`

type Row<Message> = Omit<Message, 'mail'> & KeptMail

const toLeased = <Message extends Outgoing>({ template, version, locale, props, ...row }: Row<Message>) => ({
  ...row,
  mail: template === '' ? null : { template, version, locale, props },
})

/** Takes what is due, oldest first, of the kinds somebody can deliver; leaves out what another worker holds. */
export function leaseMessages(
  entity: Pick<Entity, 'id' | 'livemode'>,
  kinds: readonly string[],
  at: Date,
  limit: number,
): Promise<Leased[]> {
  const token = newId('job')
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const rows = await tx.sql<Row<Omit<Leased, 'leaseToken'>>>(
      `WITH due AS (
         SELECT id FROM message m
          WHERE entity_id = $1 AND livemode = $2 AND state IN ('queued', 'failed') AND due_at <= $3::text::timestamptz
            AND kind = ANY($4::text[]) AND NOT ${NOT_WRITTEN_TO} ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED
       )
       UPDATE message m SET state = 'sending', lease_token = $6, lease_until = $7::text::timestamptz, attempts = m.attempts + 1
         FROM due WHERE m.id = due.id RETURNING ${COLUMNS}`,
      [
        entity.id,
        entity.livemode,
        at.toISOString(),
        kinds,
        limit,
        token,
        new Date(at.getTime() + LEASE_MS).toISOString(),
      ],
    )
    return rows
      .map((row) => ({ ...toLeased(row), leaseToken: token }))
      .sort((left, right) => (left.id < right.id ? -1 : 1))
  })
}

/** Messages whose worker died in the middle: held, so that two who look do not both decide. */
export async function abandoned(tx: Sql, at: Date): Promise<Leased[]> {
  const rows = await tx.sql<Row<Leased>>(
    `SELECT ${COLUMNS}, m.lease_token AS "leaseToken" FROM message m
      WHERE m.entity_id = $1 AND m.livemode = $2 AND m.state = 'sending' AND m.lease_until <= $3::text::timestamptz
      ORDER BY m.id LIMIT 100 FOR UPDATE SKIP LOCKED`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  return rows.map(toLeased)
}

type Ending = {
  readonly state: Exclude<MessageState, 'sending'>
  /** How the try's line in the history reads. */
  readonly outcome: string
  readonly detail: string
  readonly requestId: string
  readonly isDoubtful: boolean
  readonly dueAt?: Date
  readonly remoteId?: string
  readonly remoteUrl?: string
}

const DETAIL_MAX = 2_000

/** Writes how a try ended. False when the lease was lost: somebody else has decided about the message. */
export async function endTry(tx: Sql, message: Leased, ending: Ending, at: Date): Promise<boolean> {
  const detail = ending.detail.replaceAll('\u0000', '\ufffd').slice(0, DETAIL_MAX).toWellFormed()
  const ended = await tx.exec(
    `UPDATE message SET state = $3, lease_token = '', lease_until = NULL, is_doubtful = $4, request_id = $5,
            last_error = CASE WHEN $3 = 'sent' THEN '' ELSE $6 END, due_at = coalesce($7::text::timestamptz, due_at),
            remote_id = coalesce($8, remote_id), remote_url = coalesce($9, remote_url),
            sent_at = CASE WHEN $3 = 'sent' THEN $10::text::timestamptz ELSE sent_at END
      WHERE id = $1 AND lease_token = $2 AND state = 'sending'`,
    [
      message.id,
      message.leaseToken,
      ending.state,
      ending.isDoubtful,
      ending.requestId,
      detail,
      ending.dueAt?.toISOString() ?? null,
      ending.remoteId ?? null,
      ending.remoteUrl ?? null,
      at.toISOString(),
    ],
  )
  if (ended === 0) return false
  await writeTry(tx, message.id, { outcome: ending.outcome, detail, requestId: ending.requestId }, at)
  return true
}

type Try = { readonly outcome: string; readonly detail: string; readonly requestId: string }

/** Adds a line to a message's history. Its row must be held. */
export async function writeTry(tx: Sql, messageId: string, line: Try, at: Date): Promise<void> {
  await tx.exec(
    `INSERT INTO message_try (message_id, number, entity_id, livemode, outcome, detail, request_id, at)
     SELECT $1, count(*)::int + 1, $2, $3, $4, $5, $6, $7::text::timestamptz FROM message_try WHERE message_id = $1`,
    [messageId, tx.scope.entityId, tx.scope.livemode, line.outcome, line.detail, line.requestId, at.toISOString()],
  )
}

/** What stands before the point: messages that go to the same other side. */
const sideOf = (kind: string): string => kind.slice(0, kind.indexOf('.') + 1) || kind

/** Keeps everything for the same other side waiting until an instant: it asked for a pause. */
export async function postponeSide(tx: Sql, kind: string, until: Date): Promise<void> {
  await tx.exec(
    `UPDATE message SET due_at = $4::text::timestamptz
      WHERE entity_id = $1 AND livemode = $2 AND starts_with(kind, $3) AND state IN ('queued', 'failed') AND due_at < $4::text::timestamptz`,
    [tx.scope.entityId, tx.scope.livemode, sideOf(kind), until.toISOString()],
  )
}
