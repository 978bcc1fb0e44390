import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import type { LocalExecutor } from './executor.ts'
import { onceKeyFor } from './once-key.ts'
import { policyOf } from './policy-facts.ts'
import { type PolicyRules, policyRules } from './policy-rules.ts'
import { previewPolicy } from './preview-policy.ts'
import { propose } from './propose.ts'
import { nothingChanges } from './refusals.ts'
import { differencesOfRules } from './rules-words-model.ts'

/** `basedOn` is the version the proposer saw: another one in between ends the proposal. */
const policyArguments = z.object({ basedOn: z.number().int(), rules: policyRules })

type Proposing = { readonly actor: Actor; readonly rules: PolicyRules; readonly reason: string; readonly at: Date }

/** Proposes other rules, with what differs and how they would have decided the last 30 days. Refuses when nothing differs. */
export function proposePolicy({ actor, rules, reason, at }: Proposing): Promise<{ proposalId: string }> {
  return inTransaction(actor.scope, async (tx) => {
    const { entity } = actor
    await tx.exec('SELECT 1 FROM entity WHERE id = $1 FOR UPDATE', [entity.id])
    const current = await policyOf(tx, entity, at)
    const differences = differencesOfRules(current.rules, rules, entity.functionalCurrency)
    if (differences.length === 0) throw nothingChanges()
    const { lookedAt, differing } = await previewPolicy(tx, { entity, rules, at })
    const proposal = await propose(tx, {
      entity,
      kind: 'policy.version',
      onceKey: await onceKeyFor(tx, `policy:${current.version}:${actor.personId}`),
      arguments: { basedOn: current.version, rules } satisfies z.infer<typeof policyArguments>,
      subject: { kind: 'policy', id: `${current.version + 1}` },
      summary: `Change the policy: ${differences.map(({ label }) => label.toLowerCase()).join('; ')}.`,
      reasoning: `${reason}\n\nOf ${lookedAt} proposals of the last 30 days, ${differing} would have been decided differently.`,
      evidence: [],
      checks: [],
      effects: differences.map((difference) => ({ ...difference, currency: '' })),
      proposedBy: { kind: 'person', id: actor.personId },
      at,
    })
    return { proposalId: proposal.id }
  })
}

/** Puts an approved version into force from its approval on. */
export const policyExecutor: LocalExecutor = {
  recheck: async (tx, proposal) => {
    const { basedOn } = policyArguments.parse(JSON.parse(proposal.arguments))
    return (await newestVersion(tx)) === basedOn
      ? { ok: true }
      : { ok: false, void: true, reason: 'The policy has changed since. Propose it anew on the current version.' }
  },
  apply: async (tx, proposal, at) => {
    const { basedOn, rules } = policyArguments.parse(JSON.parse(proposal.arguments))
    const version = basedOn + 1
    await tx.exec(
      `INSERT INTO policy_version (entity_id, version, rules, effective_at, created_by) VALUES ($1, $2, $3::jsonb, $4, $5)`,
      [tx.scope.entityId, version, JSON.stringify(rules), at, proposal.proposedBy],
    )
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'approvals.policy',
      subject: { kind: 'policy', id: `${version}` },
      after: rules,
      note: `Policy version ${version} is in force.`,
      refs: [`proposal:${proposal.id}`],
      at,
    })
    return { objectId: `policy ${version}`, sentence: `Policy version ${version} is in force.` }
  },
}

async function newestVersion(tx: Sql): Promise<number> {
  const [row] = await tx.sql<{ version: number }>(
    'SELECT coalesce(max(version), 1)::int AS version FROM policy_version WHERE entity_id = $1',
    [tx.scope.entityId],
  )
  return row?.version ?? 1
}
