import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { NOTICE_LOOKS, NOTICES, type Notice } from './notices-model.ts'

export type NoticeChoices = Readonly<Record<Notice, boolean>>

/** Which notices go to the channel: all of them until somebody decided otherwise. */
export async function noticeChoices(tx: Sql): Promise<NoticeChoices> {
  const rows = await tx.sql<{ notice: Notice; isSent: boolean }>(
    'SELECT notice, is_sent AS "isSent" FROM notice_choice WHERE entity_id = $1 AND livemode = $2',
    [tx.scope.entityId, tx.scope.livemode],
  )
  const chosen = new Map(rows.map(({ notice, isSent }) => [notice, isSent]))
  return Object.fromEntries(NOTICES.map((notice) => [notice, chosen.get(notice) ?? true])) as NoticeChoices
}

type Choosing = { readonly notice: Notice; readonly isSent: boolean; readonly actor: Actor; readonly at: Date }

/** Decides whether a notice goes to the channel. */
export async function chooseNotice(tx: Sql, { notice, isSent, actor, at }: Choosing): Promise<void> {
  await tx.exec(
    `INSERT INTO notice_choice (entity_id, livemode, notice, is_sent, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6::text::timestamptz)
     ON CONFLICT (entity_id, livemode, notice) DO UPDATE SET is_sent = excluded.is_sent, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [tx.scope.entityId, tx.scope.livemode, notice, isSent, actor.personId, at.toISOString()],
  )
  const { name } = NOTICE_LOOKS[notice]
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: 'messages.notice_chosen',
    subject: { kind: 'notice', id: notice },
    after: { isSent },
    note: `${name}: ${isSent ? 'goes' : 'does not go'} to Slack`,
    requestId: actor.requestId,
    at,
  })
}
