import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { noSuchContract, unusableVersion } from './refusals.ts'
import { type ContractTerms, contractTerms } from './schema.ts'

type NewVersion = {
  readonly contractId: string
  readonly terms: ContractTerms
  readonly actor: AuditActor
  readonly at: Date
}

/**
 * Adds what was agreed anew from a date on. Earlier versions stay as they are, and what was settled by them stays split.
 * Refuses terms that do not add up, and a contract that does not exist.
 */
export async function addContractVersion(
  tx: Sql,
  { contractId, terms, actor, at }: NewVersion,
): Promise<{ contractVersionId: string }> {
  const parsed = contractTerms.safeParse(terms)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw unusableVersion(issue?.message ?? 'The terms are not usable.', issue?.path.join('.') ?? '')
  }
  // The lock makes two new versions take two numbers.
  const [contract] = await tx.sql<{ seller_id: string; version: number }>(
    `SELECT seller_id, (SELECT coalesce(max(version), 0) + 1 FROM contract_version v WHERE v.contract_id = c.id)::int AS version
       FROM contract c WHERE id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE`,
    [contractId, tx.scope.entityId, tx.scope.livemode],
  )
  if (contract === undefined) throw noSuchContract()
  const { rules, ...version } = parsed.data
  const contractVersionId = newId('ctv')
  await tx.exec(
    `INSERT INTO contract_version (id, entity_id, contract_id, version, effective_on, fee_bearer, commission_base,
                                   platform_liable_for_tax, fee_alert_bps, created_by, created_at)
     VALUES ($1, $2, $3, $4::int, $5::text::date, $6, $7, $8, $9::int, $10, $11::text::timestamptz)`,
    [
      contractVersionId,
      tx.scope.entityId,
      contractId,
      contract.version,
      version.effectiveOn,
      version.feeBearer,
      version.commissionBase,
      version.platformLiableForTax,
      version.feeAlertBps,
      actor.id,
      at.toISOString(),
    ],
  )
  await insertRules(tx, contractVersionId, rules)
  await recordAudit(tx, {
    actor,
    action: 'contracts.add_version',
    subject: { kind: 'contract', id: contractId },
    after: { version: contract.version, ...parsed.data },
    note: `Version ${contract.version} applies from ${version.effectiveOn}.`,
    refs: contract.seller_id === '' ? [] : [`seller:${contract.seller_id}`],
    at,
  })
  return { contractVersionId }
}

type ParsedRules = ReturnType<typeof contractTerms.parse>['rules']

async function insertRules(tx: Sql, contractVersionId: string, rules: ParsedRules): Promise<void> {
  const column = <T>(of: (rule: ParsedRules[number], index: number) => T) => rules.map(of)
  await tx.exec(
    `INSERT INTO commission_rule (id, entity_id, contract_version_id, position, category, line_type, percent_bps, fixed_minor,
                                  min_minor, max_minor, currency)
     SELECT r.id, $1, $2, r.position, r.category, r.line_type, r.bps, r.fixed, r.min::bigint, r.max::bigint, r.currency
       FROM unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::int[], $8::bigint[], $9::text[], $10::text[], $11::text[])
         AS r (id, position, category, line_type, bps, fixed, min, max, currency)`,
    [
      tx.scope.entityId,
      contractVersionId,
      column(() => newId('cru')),
      column((_, index) => index + 1),
      column((rule) => rule.category),
      column((rule) => rule.lineType),
      column((rule) => rule.percentBps),
      column((rule) => rule.fixedMinor),
      column((rule) => rule.minMinor?.toString() ?? null),
      column((rule) => rule.maxMinor?.toString() ?? null),
      column((rule) => rule.currency),
    ],
  )
}
