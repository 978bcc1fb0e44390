import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { parseTerms } from './parse-terms.ts'
import { noSuchContract } from './refusals.ts'
import type { ContractTerms, ParsedTerms } from './schema.ts'

type NewVersion = {
  readonly contractId: string
  readonly terms: ContractTerms
  /** What the gate let through; left out for versions entered with the entity. */
  readonly approved?: { readonly proposalId: string; readonly attachmentHash: string; readonly note: string }
  readonly actor: AuditActor
  readonly at: Date
}

/**
 * Adds what was agreed anew from a date on. Earlier versions stay as they are, and what was settled by them stays split.
 * Refuses terms that do not add up, and a contract that does not exist.
 */
export async function addContractVersion(
  tx: Sql,
  { contractId, terms, approved, actor, at }: NewVersion,
): Promise<{ contractVersionId: string; version: number }> {
  const parsed = parseTerms(terms)
  // The lock makes two new versions take two numbers.
  const [contract] = await tx.sql<{ seller_id: string; version: number }>(
    `SELECT seller_id, (SELECT coalesce(max(version), 0) + 1 FROM contract_version v WHERE v.contract_id = c.id)::int AS version
       FROM contract c WHERE id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE`,
    [contractId, tx.scope.entityId, tx.scope.livemode],
  )
  if (contract === undefined) throw noSuchContract()
  const { rules, tiers, ...version } = parsed
  const contractVersionId = newId('ctv')
  await tx.exec(
    `INSERT INTO contract_version (id, entity_id, contract_id, version, effective_on, fee_bearer, commission_base,
       is_shipping_charged, is_tip_charged, discount_funder, is_discount_charged, commission_on_refund,
       platform_liable_for_tax, fee_alert_bps, max_total_bps, hold_days, reserve_bps, reserve_days, earned, earned_days, debit_delay_days, fx_bearer, run_cycle,
       attachment_hash, proposal_id, note, created_by, created_at)
     VALUES ($1, $2, $3, $4::int, $5::text::date, $6, $7, $8, $9, $10, $11, $12, $13, $14::int, $15::int, $16::int, $17::int,
       $18::int, $19, $20::int, $21::int, $22, $23, $24, $25, $26, $27, $28::text::timestamptz)`,
    [
      contractVersionId,
      tx.scope.entityId,
      contractId,
      contract.version,
      version.effectiveOn,
      version.feeBearer,
      version.commissionBase,
      version.isShippingCharged,
      version.isTipCharged,
      version.discountFunder,
      version.isDiscountCharged,
      version.commissionOnRefund,
      version.platformLiableForTax,
      version.feeAlertBps,
      version.maxTotalBps,
      version.holdDays,
      version.reserveBps,
      version.reserveDays,
      version.earned,
      version.earnedDays,
      version.debitDelayDays,
      version.fxBearer,
      version.runCycle,
      approved?.attachmentHash ?? '',
      approved?.proposalId ?? '',
      approved?.note ?? '',
      actor.id,
      at.toISOString(),
    ],
  )
  await insertRules(tx, contractVersionId, rules)
  await insertTiers(tx, contractVersionId, tiers)
  await recordAudit(tx, {
    actor,
    action: 'contracts.add_version',
    subject: { kind: 'contract', id: contractId },
    after: { version: contract.version, ...parsed },
    note: `Version ${contract.version} applies from ${version.effectiveOn}.`,
    refs: [
      ...(contract.seller_id === '' ? [] : [`seller:${contract.seller_id}`]),
      ...(approved === undefined ? [] : [`proposal:${approved.proposalId}`]),
    ],
    at,
  })
  return { contractVersionId, version: contract.version }
}

async function insertRules(tx: Sql, contractVersionId: string, rules: ParsedTerms['rules']): Promise<void> {
  const column = <T>(of: (rule: ParsedTerms['rules'][number], index: number) => T) => rules.map(of)
  const text = (minor: bigint | null) => minor?.toString() ?? null
  await tx.exec(
    `INSERT INTO commission_rule (id, entity_id, contract_version_id, position, priority, is_stacked, taken_of, seller_id,
                                  category, line_type, from_on, until_on, percent_bps, fixed_minor, min_minor, max_minor,
                                  over_minor, upto_minor, currency, scale, steps)
     SELECT r.id, $1, $2, r.position, r.priority, r.stacked, r.taken_of, r.seller, r.category, r.line_type, r.from_on::date,
            r.until_on::date, r.bps, r.fixed, r.min::bigint, r.max::bigint, r.over::bigint, r.upto::bigint, r.currency, r.scale,
            r.steps::jsonb
       FROM unnest($3::text[], $4::int[], $5::int[], $6::boolean[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                   $12::text[], $13::int[], $14::bigint[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[],
                   $21::text[])
         AS r (id, position, priority, stacked, taken_of, seller, category, line_type, from_on, until_on, bps, fixed, min, max,
               over, upto, currency, scale, steps)`,
    [
      tx.scope.entityId,
      contractVersionId,
      column(() => newId('cru')),
      column((_, index) => index + 1),
      column((rule, index) => rule.priority ?? index + 1),
      column((rule) => rule.isStacked),
      column((rule) => rule.takenOf),
      column((rule) => rule.sellerId),
      column((rule) => rule.category),
      column((rule) => rule.lineType),
      column((rule) => rule.fromOn),
      column((rule) => rule.untilOn),
      column((rule) => rule.percentBps),
      column((rule) => rule.fixedMinor),
      column((rule) => text(rule.minMinor)),
      column((rule) => text(rule.maxMinor)),
      column((rule) => text(rule.overMinor)),
      column((rule) => text(rule.uptoMinor)),
      column((rule) => rule.currency),
      column((rule) => rule.scale),
      column((rule) => JSON.stringify(rule.steps.map((step) => ({ ...step, overMinor: `${step.overMinor}` })))),
    ],
  )
}

async function insertTiers(tx: Sql, contractVersionId: string, tiers: ParsedTerms['tiers']): Promise<void> {
  if (tiers.length === 0) return
  const column = <T>(of: (tier: ParsedTerms['tiers'][number]) => T) => tiers.map(of)
  await tx.exec(
    `INSERT INTO contract_tier (entity_id, contract_version_id, position, parent_position, of_part, payee_id, label, percent_bps,
                                percent_of)
     SELECT $1, $2, * FROM unnest($3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[])`,
    [
      tx.scope.entityId,
      contractVersionId,
      column((tier) => tier.position),
      column((tier) => tier.parentPosition),
      column((tier) => tier.of),
      column((tier) => tier.payeeId),
      column((tier) => tier.label),
      column((tier) => tier.percentBps),
      column((tier) => tier.percentOf),
    ],
  )
}
