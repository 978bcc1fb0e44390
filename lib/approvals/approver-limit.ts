import type { Actor } from '#lib/access/actor.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { policyOf } from './policy-facts.ts'
import type { Proposal } from './proposal.ts'
import { overYourLimit } from './refusals.ts'

/**
 * Refuses a yes with which one person would have approved more within a day than the policy allows, in functional currency.
 * One person's approvals follow one another from here on. A no is never refused.
 */
export async function requireWithinDay(
  tx: Sql,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
  { functionalMinor }: Proposal,
): Promise<void> {
  const { rules } = await policyOf(tx, actor.entity, at)
  if (rules.approverDayMinor === null || functionalMinor === null || functionalMinor === 0n) return
  await tx.sql("SELECT pg_advisory_xact_lock(hashtextextended('approver:' || $1, 0))::text AS locked", [actor.personId])
  const [row] = await tx.sql<{ minor: bigint }>(
    `SELECT coalesce(sum(p.functional_minor), 0)::bigint AS minor FROM decision d JOIN proposal p ON p.id = d.proposal_id
      WHERE d.entity_id = $1 AND d.person_id = $2 AND d.verdict = 'approve' AND d.at > $3::timestamptz - interval '1 day'
        AND p.livemode = $4`,
    [tx.scope.entityId, actor.personId, at, tx.scope.livemode],
  )
  const total = (row?.minor ?? 0n) + functionalMinor
  const limit = BigInt(rules.approverDayMinor)
  const shown = (minor: bigint) => formatMoney({ minor, currency: actor.entity.functionalCurrency })
  if (total > limit) throw overYourLimit(shown(total), shown(limit))
}
