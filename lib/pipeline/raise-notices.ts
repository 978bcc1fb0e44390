import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { publicAddress } from '#lib/messages/public-address.ts'
import { noticeChoices } from '#lib/messages/slack/choose-notices.ts'
import { NOTICE_LOOKS, type Notice } from '#lib/messages/slack/notices-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { openPoints } from '#lib/reconciliation/days/day-model.ts'
import { proveDay } from '#lib/reconciliation/days/day-proof.ts'

/** What came up before the last notice of its kind was told then; nothing older than that is news. */
const NEWS = "interval '24 hours'"
const LISTED_MAX = 10

type News = { readonly id: string; readonly words: string; readonly at: Date }

/** `$1`, `$2` the scope, `$3` since when (not included), `$4` now. Each answers what came up, oldest first. */
const SOURCES = {
  approval_waiting: `SELECT id, summary AS words, proposed_at AS at FROM proposal
    WHERE entity_id = $1 AND livemode = $2 AND state = 'needs_approval' AND proposed_at > $3::text::timestamptz AND proposed_at <= $4::text::timestamptz`,
  payout_failed: `SELECT id, title AS words, opened_at AS at FROM ticket
    WHERE entity_id = $1 AND livemode = $2 AND code = 'payout_failed' AND state <> 'resolved' AND opened_at > $3::text::timestamptz AND opened_at <= $4::text::timestamptz`,
  dispute_due: `SELECT id, id || ' (' || reason || ') until ' || to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' AS words,
           due_at - interval '48 hours' AS at FROM dispute
    WHERE entity_id = $1 AND livemode = $2 AND status IN ('needs_response', 'warning_needs_response')
      AND due_at > $3::text::timestamptz + interval '48 hours' AND due_at <= $4::text::timestamptz + interval '48 hours'`,
  health_alert: `SELECT a.id, s.name || ': ' || a.reason AS words, a.raised_at AS at FROM health_alert a JOIN seller s ON s.id = a.seller_id
    WHERE a.entity_id = $1 AND a.livemode = $2 AND a.state = 'open' AND a.raised_at > $3::text::timestamptz AND a.raised_at <= $4::text::timestamptz`,
} as const satisfies Partial<Record<Notice, string>>

/**
 * Puts into the outbox what a channel of operators wants to know: one post per kind with all that came up since its last one, so that
 * a run of two hundred proposals is one post.
 */
export async function raiseNotices(entity: Entity, at: Date): Promise<void> {
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    const choices = await noticeChoices(tx)
    for (const [notice, source] of Object.entries(SOURCES) as [keyof typeof SOURCES, string][]) {
      if (choices[notice]) await tell(tx, notice, await newsOf(tx, notice, source, at))
    }
  })
}

async function newsOf(tx: Sql, notice: Notice, source: string, at: Date): Promise<News[]> {
  const [last] = await tx.sql<{ since: Date }>(
    `SELECT greatest(max(created_at), $3::text::timestamptz - ${NEWS}) AS since FROM message
      WHERE entity_id = $1 AND livemode = $2 AND subject_kind = 'notice' AND subject_id = $4`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString(), notice],
  )
  const since = (last?.since ?? at).toISOString()
  return tx.sql<News>(`${source} ORDER BY at, id`, [tx.scope.entityId, tx.scope.livemode, since, at.toISOString()])
}

/** The post is dated like the newest it tells: what comes up after that is the next one's. */
async function tell(tx: Sql, notice: Notice, news: readonly News[]): Promise<void> {
  const newest = news.at(-1)
  if (newest === undefined) return
  const listed = news.slice(0, LISTED_MAX).map(({ words }) => `• ${words}`)
  const rest = news.length - listed.length
  await post(tx, notice, {
    subject: `${NOTICE_LOOKS[notice].name}: ${news.length}`,
    lines: [...listed, ...(rest > 0 ? [`… and ${rest} more`] : [])],
    onceKey: newest.id,
    at: newest.at,
  })
}

/** An accounting day that is over and does not add up is told once. */
export async function raiseDay(entity: Entity, at: Date): Promise<void> {
  const day = addDays(accountingOn(entity, at), -1)
  if (entity.goLiveAt === null || accountingOn(entity, entity.goLiveAt) > day) return
  const { figures } = await proveDay(SYSTEM(entity), { entity, day, at })
  const points = openPoints(figures, (minor, currency) => formatMoney({ minor: BigInt(minor), currency }))
  if (points.length === 0) return
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    if (!(await noticeChoices(tx)).day_not_tied) return
    const lines = points.slice(0, LISTED_MAX).map((point) => `• ${point}`)
    await post(tx, 'day_not_tied', { subject: `${day} does not tie out`, lines, onceKey: day, at })
  })
}

type Post = { readonly subject: string; readonly lines: readonly string[]; readonly onceKey: string; readonly at: Date }

async function post(tx: Sql, notice: Notice, { subject, lines, onceKey, at }: Post): Promise<void> {
  const body = [...lines, `${publicAddress()}${NOTICE_LOOKS[notice].path}`].join('\n')
  const about = { subjectKind: 'notice', subjectId: notice, onceKey: `slack:${notice}:${onceKey}` }
  await enqueueMessage(tx, { kind: 'slack.post', to: 'Slack', subject, body, ...about }, at)
}
