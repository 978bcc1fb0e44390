import type { Sql } from '#lib/platform/db.ts'
import type { CommissionBase, FeeBearer, Rule, Terms } from './model.ts'

type TermsRow = {
  contract_id: string
  name: string
  seller_id: string
  id: string
  version: number
  fee_bearer: FeeBearer
  commission_base: CommissionBase
  platform_liable_for_tax: boolean
  fee_alert_bps: number
}

type RuleRow = {
  id: string
  contract_version_id: string
  position: number
  category: string
  line_type: string
  percent_bps: number
  fixed_minor: bigint
  min_minor: bigint | null
  max_minor: bigint | null
  currency: string
}

/**
 * What applies to a seller on an accounting day ("2026-11-20"): the seller's own contract, else the entity's default;
 * within it the version with the latest effective day that has come, ties by the higher version. Null when none has.
 */
export async function termsFor(tx: Sql, about: { sellerId: string; on: string }): Promise<Terms | null> {
  const [row] = await tx.sql<TermsRow>(
    `SELECT v.contract_id, c.name, c.seller_id, v.id, v.version, v.fee_bearer, v.commission_base,
            v.platform_liable_for_tax, v.fee_alert_bps
       FROM contract c JOIN contract_version v ON v.contract_id = c.id
      WHERE c.entity_id = $1 AND c.livemode = $2 AND c.seller_id IN ($3, '') AND v.effective_on <= $4::text::date
      ORDER BY c.seller_id = '', v.effective_on DESC, v.version DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, about.sellerId, about.on],
  )
  if (row === undefined) return null
  return {
    contractId: row.contract_id,
    contractName: row.name,
    contractVersionId: row.id,
    version: row.version,
    isDefault: row.seller_id === '',
    feeBearer: row.fee_bearer,
    commissionBase: row.commission_base,
    platformLiableForTax: row.platform_liable_for_tax,
    feeAlertBps: row.fee_alert_bps,
    rules: (await rulesOf(tx, [row.id])).map(({ rule }) => rule),
  }
}

/** The rules of some contract versions, in their order. */
export async function rulesOf(tx: Sql, versionIds: readonly string[]): Promise<{ versionId: string; rule: Rule }[]> {
  const rows = await tx.sql<RuleRow>(
    `SELECT id, contract_version_id, position, category, line_type, percent_bps, fixed_minor, min_minor, max_minor, currency
       FROM commission_rule WHERE contract_version_id = ANY($1::text[]) ORDER BY contract_version_id, position`,
    [versionIds],
  )
  return rows.map((row) => ({
    versionId: row.contract_version_id,
    rule: {
      id: row.id,
      position: row.position,
      category: row.category,
      lineType: row.line_type,
      percentBps: row.percent_bps,
      fixedMinor: row.fixed_minor,
      minMinor: row.min_minor,
      maxMinor: row.max_minor,
      currency: row.currency,
    },
  }))
}
