import type { Entity } from '#lib/entities/entity.ts'
import { exponentOf } from '#lib/money/currency.ts'
import type { Sql } from '#lib/platform/db.ts'
import { DEFAULT_RULES, type PolicyRules } from './policy-rules.ts'
import { policyInForce } from './store.ts'

/** The policy in force and how much waits behind the gate, for the settings. */
export async function getPolicy(
  tx: Sql,
  entity: Entity,
  at: Date,
): Promise<{ version: number; rules: PolicyRules; approvedWaiting: number }> {
  const fallback = DEFAULT_RULES(10n ** BigInt(exponentOf(entity.functionalCurrency)))
  const policy = (await policyInForce(tx, at)) ?? { version: 1, rules: fallback }
  const [row] = await tx.sql<{ count: number }>(
    "SELECT count(*)::int AS count FROM proposal WHERE entity_id = $1 AND livemode = $2 AND state = 'approved'",
    [tx.scope.entityId, tx.scope.livemode],
  )
  return { ...policy, approvedWaiting: row?.count ?? 0 }
}
