import type { Entity } from '#lib/entities/entity.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { decide, type PolicyVerdict } from './policy.ts'
import { factsFrom, policyOf } from './policy-facts.ts'
import type { PolicyRules } from './policy-rules.ts'

const DAYS = 30
const LOOKED_AT_MAX = 20_000
const SHOWN_MAX = 50

type Way = Pick<PolicyVerdict, 'decision' | 'approvalsNeeded'> & { readonly sentence: string }
export type PolicyDifference = {
  readonly id: string
  readonly summary: string
  readonly amount: WireMoney
  readonly inForce: Way
  readonly asked: Way
}
export type PolicyPreview = {
  /** Proposals of the last 30 days whose facts were kept. */
  readonly lookedAt: number
  readonly differing: number
  /** The largest of them. */
  readonly differences: readonly PolicyDifference[]
}

/**
 * Which proposals of the last 30 days other rules would have decided differently from the rules in force, each on the facts
 * as they stood when it was proposed. What would have followed from those decisions is not played through.
 */
export async function previewPolicy(
  tx: Sql,
  { entity, rules, at }: { readonly entity: Entity; readonly rules: PolicyRules; readonly at: Date },
): Promise<PolicyPreview> {
  const current = await policyOf(tx, entity, at)
  const rows = await tx.sql<{ id: string; summary: string; facts: unknown }>(
    `SELECT id, summary, policy_facts AS facts FROM proposal
      WHERE entity_id = $1 AND livemode = $2 AND proposed_at > $3::timestamptz - make_interval(days => ${DAYS})
        AND kind LIKE 'transfer.%' AND policy_facts IS NOT NULL
      ORDER BY functional_minor DESC NULLS FIRST, id LIMIT ${LOOKED_AT_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, at],
  )
  const differences = rows.flatMap(({ id, summary, facts }) => {
    const known = factsFrom(facts)
    if (known === null) return []
    const [inForce, asked] = [current.rules, rules].map((own) => wayOf(decide(own, entity.functionalCurrency, known)))
    if (inForce === undefined || asked === undefined) return []
    const isSame = inForce.decision === asked.decision && inForce.approvalsNeeded === asked.approvalsNeeded
    return isSame ? [] : [{ id, summary, amount: toWire(known.amount), inForce, asked }]
  })
  return { lookedAt: rows.length, differing: differences.length, differences: differences.slice(0, SHOWN_MAX) }
}

const wayOf = ({ decision, approvalsNeeded, reasons }: PolicyVerdict): Way => ({
  decision,
  approvalsNeeded,
  sentence: reasons.map(({ sentence }) => sentence).join(' '),
})
