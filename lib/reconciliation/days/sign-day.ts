import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { formatMoney } from '#lib/money/format.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { openPoints, type ShownDay } from './day-model.ts'
import { dayProof, hashOf } from './day-proof.ts'
import { dayIsOff, dayNotOver, figuresMoved, signedBefore } from './refusals.ts'
import { findSignature } from './signature.ts'

type Signing = {
  readonly actor: Actor
  readonly day: string
  /** The token of the figures the person saw. */
  readonly token: string
  readonly comment: string
  readonly at: Date
}

/**
 * Signs an accounting day with the figures as they were shown, for ever. Refuses a day that is not over, one that was signed
 * before, figures other than those that were seen, and without a comment a day that does not add up. Of two people who sign at
 * once one wins; the other is told who.
 */
export function signDay(signing: Signing): Promise<{ readonly contentHash: string }> {
  return inTransaction(signing.actor.scope, (tx) => sign(tx, signing), { isolation: 'RepeatableRead' })
}

async function sign(tx: Sql, { actor, day, token, comment, at }: Signing): Promise<{ readonly contentHash: string }> {
  const { entity, personId, roles, requestId } = actor
  const earlier = await findSignature(tx, day)
  if (earlier !== null)
    throw signedBefore(earlier.signedByName, `at ${earlier.signedAt.slice(0, 16).replace('T', ' ')} UTC`)
  const proof = await dayProof(tx, { entity, day, at })
  if (!proof.isOver) throw dayNotOver(entity.bookTimeZone)
  if (proof.token !== token) throw figuresMoved()
  const points = openPoints(proof.figures, (minor, currency) => formatMoney({ minor: BigInt(minor), currency }))
  if (points.length > 0 && comment === '') throw dayIsOff(points.join(' '))
  const shown = JSON.stringify({
    figures: proof.figures,
    readAt: proof.readAt,
    watched: proof.watched,
  } satisfies ShownDay)
  const contentHash = hashOf(shown)
  const lineCount = proof.watched.reduce((sum, { count }) => sum + BigInt(count), 0n)
  // Somebody who signed since this transaction began makes it start anew, and find the signature.
  await tx.exec(
    `INSERT INTO day_signature (entity_id, livemode, "on", shown, content_hash, line_count, comment, signed_by, signed_at)
     VALUES ($1, $2, $3::text::date, $4, $5, $6::text::bigint, $7, $8, $9::text::timestamptz) ON CONFLICT DO NOTHING`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      day,
      shown,
      contentHash,
      lineCount.toString(),
      comment,
      personId,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor: { kind: 'person', id: personId, role: roles.join(', ') },
    action: 'days.sign',
    subject: { kind: 'day', id: day },
    after: { contentHash, addsUp: points.length === 0 },
    note: comment === '' ? `Signed ${day}.` : `Signed ${day}: ${comment}`,
    requestId,
    at,
  })
  return { contentHash }
}
