import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { liftHold } from '#lib/sellers/lift-hold.ts'
import { openHolds } from '#lib/sellers/open-holds.ts'
import { placeHold } from '#lib/sellers/place-hold.ts'
import { queueSettling } from '#lib/settlements/queue-settling.ts'
import { sourcesOfSellers } from '#lib/settlements/sources-of-sellers.ts'
import { type Row, refsOf } from './row.ts'
import { currentSettings } from './settings.ts'
import type { ReviewSettings } from './settings-model.ts'

export type Round = {
  readonly round: number
  readonly holdId: string
  readonly placedAt: Date
  /** released | below | elsewhere; empty while nobody decided. */
  readonly decision: string
  readonly reason: string
  readonly decidedBy: string
  readonly decidedAt: Date | null
  readonly proposalId: string
  readonly endedAt: Date | null
}

/** The reviews of an onboarding, newest first. */
export const roundsOf = (tx: Sql, onboardingId: string): Promise<Round[]> =>
  tx.sql<Round>(
    `SELECT round, hold_id AS "holdId", placed_at AS "placedAt", decision, reason, decided_by AS "decidedBy", decided_at AS "decidedAt",
            proposal_id AS "proposalId", ended_at AS "endedAt"
       FROM onboarding_review WHERE onboarding_id = $1 AND entity_id = $2 AND livemode = $3 ORDER BY round DESC`,
    [onboardingId, tx.scope.entityId, tx.scope.livemode],
  )

type Keeping = { readonly entity: Entity; readonly row: Row; readonly isChecked: boolean; readonly at: Date }

/**
 * Holds what a new seller is paid first until somebody looked, as often as the settings say. Answers whether nothing is left to review.
 * A hold that somebody placed for another reason counts as the review's: one decision lifts it.
 */
export async function keepRounds(tx: Sql, { row, isChecked, at }: Keeping): Promise<boolean> {
  const { settings } = await currentSettings(tx)
  const [last] = await roundsOf(tx, row.id)
  if (last !== undefined && last.endedAt === null) {
    const isEnded =
      (await noteLifted(tx, row, last)) || (isChecked && (await passBelow(tx, { row, last, settings, at })))
    return isEnded && (!settings.isOn || last.round >= settings.count)
  }
  const done = last?.round ?? 0
  if (!settings.isOn || done >= settings.count) return true
  if (last === undefined || (await wasPaidSince(tx, row, last.endedAt))) await holdNext(tx, row, done + 1, at)
  return false
}

async function holdNext(tx: Sql, row: Row, round: number, at: Date): Promise<void> {
  const [held] = await openHolds(tx, [row.sellerId])
  const holdId =
    held?.id ??
    (
      await placeHold(tx, {
        sellerId: row.sellerId,
        reason:
          round === 1 ? 'First payment: a person looks at it.' : `Payment ${round} of the first: a person looks at it.`,
        actor: SYSTEM_ACTOR,
        at,
      })
    ).holdId
  await tx.exec(
    `INSERT INTO onboarding_review (onboarding_id, round, entity_id, livemode, hold_id, placed_at)
     VALUES ($1, $2::int, $3, $4, $5, $6::text::timestamptz)`,
    [row.id, round, tx.scope.entityId, tx.scope.livemode, holdId, at.toISOString()],
  )
}

/** Notes that the hold was lifted: by the decision's proposal, or by somebody on the seller's page. */
async function noteLifted(tx: Sql, row: Row, last: Round): Promise<boolean> {
  const [hold] = await tx.sql<{ by: string; at: Date | null }>(
    'SELECT lifted_by AS by, lifted_at AS at FROM seller_hold WHERE id = $1',
    [last.holdId],
  )
  if (hold === undefined || hold.at === null) return false
  await tx.exec(
    `UPDATE onboarding_review SET ended_at = $3::text::timestamptz, decision = CASE WHEN decision = '' THEN 'elsewhere' ELSE decision END,
            decided_by = CASE WHEN decision = '' THEN $4 ELSE decided_by END, decided_at = coalesce(decided_at, $3::text::timestamptz)
      WHERE onboarding_id = $1 AND round = $2::int`,
    [row.id, last.round, hold.at.toISOString(), hold.by],
  )
  return true
}

type Passing = { readonly row: Row; readonly last: Round; readonly settings: ReviewSettings; readonly at: Date }

/** Lets a small first payment go: every amount that waits is in the settings' currency and within their limit. */
async function passBelow(tx: Sql, { row, last, settings, at }: Passing): Promise<boolean> {
  const limit = BigInt(settings.aboveMinor)
  if (limit === 0n || last.decision !== '') return false
  const waiting = await tx.sql<{ currency: string; minor: bigint }>(
    `SELECT currency::text AS currency, sum(owed_minor - transferred_minor)::bigint AS minor FROM settlement_share
      WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND owed_minor > transferred_minor GROUP BY currency`,
    [tx.scope.entityId, tx.scope.livemode, row.sellerId],
  )
  const [only] = waiting
  if (only === undefined || waiting.length > 1 || only.currency !== settings.currency || only.minor > limit)
    return false
  await liftHold(tx, { holdId: last.holdId, actor: SYSTEM_ACTOR, at })
  await tx.exec(
    `UPDATE onboarding_review SET decision = 'below', reason = $3, decided_by = 'system', decided_at = $4::text::timestamptz,
            ended_at = $4::text::timestamptz WHERE onboarding_id = $1 AND round = $2::int`,
    [row.id, last.round, 'What waited is within the limit of the settings.', at.toISOString()],
  )
  await recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action: 'onboarding.review_passed',
    subject: { kind: 'onboarding', id: row.id },
    after: { round: last.round, minor: only.minor, limitMinor: settings.aboveMinor, currency: only.currency },
    note: `Let payment ${last.round} of ${row.name} go: it is within the limit of the settings.`,
    refs: refsOf(row),
    at,
  })
  await queueSettling(tx, await sourcesOfSellers(tx, [row.sellerId]))
  return true
}

/** Whether money went to the seller since: then the next payment is the next one to look at. */
async function wasPaidSince(tx: Sql, row: Row, since: Date | null): Promise<boolean> {
  const [paid] = await tx.sql<{ is: boolean }>(
    `SELECT EXISTS (SELECT FROM transfer t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.destination = $3
        AND t.created_at >= $4::text::timestamptz) AS is`,
    [tx.scope.entityId, tx.scope.livemode, row.stripeAccount, (since ?? row.invitedAt).toISOString()],
  )
  return paid?.is === true
}
