import type { Sql } from '#lib/platform/db.ts'
import type { Agreement, Rule, Terms, Tier } from './model.ts'

type TermsRow = Omit<Terms, 'rules' | 'tiers'>

/** The columns of a version's conditions under the names of the type. */
export const CONDITION_COLUMNS = `v.fee_bearer AS "feeBearer", v.commission_base AS "commissionBase",
  v.is_shipping_charged AS "isShippingCharged", v.is_tip_charged AS "isTipCharged", v.discount_funder AS "discountFunder",
  v.is_discount_charged AS "isDiscountCharged", v.commission_on_refund AS "commissionOnRefund",
  v.platform_liable_for_tax AS "platformLiableForTax", v.fee_alert_bps AS "feeAlertBps", v.max_total_bps AS "maxTotalBps",
  v.hold_days AS "holdDays", v.reserve_bps AS "reserveBps", v.reserve_days AS "reserveDays",
  v.earned, v.earned_days AS "earnedDays", v.debit_delay_days AS "debitDelayDays", v.fx_bearer AS "fxBearer", v.run_cycle AS "runCycle"`

/**
 * What applies to a seller on an accounting day ("2026-11-20"): the seller's own contract, else the entity's default;
 * within it the version with the latest effective day that has come, ties by the higher version. Null when none has.
 */
export async function termsFor(tx: Sql, about: { sellerId: string; on: string }): Promise<Terms | null> {
  const [found] = await tx.sql<TermsRow & { hasTiers: boolean }>(
    `SELECT v.contract_id AS "contractId", c.name AS "contractName", c.seller_id = '' AS "isDefault",
            v.id AS "contractVersionId", v.version, ${CONDITION_COLUMNS},
            EXISTS (SELECT FROM contract_tier t WHERE t.contract_version_id = v.id) AS "hasTiers"
       FROM contract c JOIN contract_version v ON v.contract_id = c.id
      WHERE c.entity_id = $1 AND c.livemode = $2 AND c.seller_id IN ($3, '') AND v.effective_on <= $4::text::date
      ORDER BY c.seller_id = '', v.effective_on DESC, v.version DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, about.sellerId, about.on],
  )
  if (found === undefined) return null
  const { hasTiers, ...row } = found
  const ids = [row.contractVersionId]
  return { ...row, rules: await rulesOf(tx, ids), tiers: hasTiers ? await tiersOf(tx, ids) : [] }
}

type Parts = Pick<Agreement, 'rules' | 'tiers'>

type RuleRow = Rule & { readonly versionId: string }
type TierRow = Tier & { readonly versionId: string }

/** Rules and tiers of some contract versions, by version, in their order. */
export async function partsOf(tx: Sql, versionIds: readonly string[]): Promise<ReadonlyMap<string, Parts>> {
  const rules = await rulesOf(tx, versionIds)
  const tiers = await tiersOf(tx, versionIds)
  return new Map(
    versionIds.map((id) => [
      id,
      {
        rules: rules.filter(({ versionId }) => versionId === id).map(({ versionId: _, ...rule }) => rule),
        tiers: tiers.filter(({ versionId }) => versionId === id).map(({ versionId: _, ...tier }) => tier),
      },
    ]),
  )
}

type StoredRule = Omit<RuleRow, 'steps'> & { readonly steps: readonly { overMinor: string; percentBps: number }[] }

async function rulesOf(tx: Sql, versionIds: readonly string[]): Promise<RuleRow[]> {
  const rows = await tx.sql<StoredRule>(
    `SELECT contract_version_id AS "versionId", id, position, priority, is_stacked AS "isStacked", taken_of AS "takenOf",
            seller_id AS "sellerId", category, line_type AS "lineType", from_on::text AS "fromOn", until_on::text AS "untilOn",
            percent_bps AS "percentBps", fixed_minor AS "fixedMinor", min_minor AS "minMinor", max_minor AS "maxMinor",
            over_minor AS "overMinor", upto_minor AS "uptoMinor", currency, scale, steps
       FROM commission_rule WHERE contract_version_id = ANY($1::text[]) ORDER BY contract_version_id, position`,
    [versionIds],
  )
  return rows.map(({ steps, ...rule }) => ({
    ...rule,
    steps: steps.map(({ overMinor, percentBps }) => ({ overMinor: BigInt(overMinor), percentBps })),
  }))
}

function tiersOf(tx: Sql, versionIds: readonly string[]): Promise<TierRow[]> {
  return tx.sql<TierRow>(
    `SELECT contract_version_id AS "versionId", position, parent_position AS "parentPosition", of_part AS of, payee_id AS "payeeId",
            label, percent_bps AS "percentBps", percent_of AS "percentOf"
       FROM contract_tier WHERE contract_version_id = ANY($1::text[]) ORDER BY contract_version_id, position`,
    [versionIds],
  )
}
