import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { advance } from './advance.ts'
import { type CheckKey, checkName, mayDeviate } from './checklist-model.ts'
import { readChecks } from './read-checks.ts'
import { noDeviation } from './refusals.ts'
import { auditorOf, lockRow, refsOf } from './row.ts'

type Passing = {
  readonly actor: Actor
  readonly onboardingId: string
  readonly check: CheckKey
  readonly finding: string
  readonly reason: string
  readonly at: Date
}

/** Lets a check pass with a reason, for exactly what was found. Refuses what is in order, changed meanwhile, or Stripe's to decide. */
export async function letPass(tx: Sql, { actor, onboardingId, check, finding, reason, at }: Passing): Promise<void> {
  const row = await lockRow(tx, onboardingId)
  const { checks } = await readChecks(tx, row)
  const found = checks.find(({ key }) => key === check)
  if (found === undefined || found.reason !== finding || !mayDeviate(found) || row.sellerId === '') throw noDeviation()
  await tx.exec(
    `INSERT INTO onboarding_deviation (onboarding_id, check_key, finding, entity_id, livemode, reason, accepted_by, accepted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::timestamptz)`,
    [row.id, check, finding, tx.scope.entityId, tx.scope.livemode, reason, actor.personId, at.toISOString()],
  )
  await recordAudit(tx, {
    actor: auditorOf(actor),
    action: 'onboarding.let_pass',
    subject: { kind: 'onboarding', id: row.id },
    after: { check, finding, reason },
    note: `Let “${checkName(check)}” pass for ${row.name} although: ${finding} ${reason}`,
    refs: refsOf(row),
    requestId: actor.requestId,
    at,
  })
  await advance(tx, { entity: actor.entity, onboardingId: row.id, at })
}
