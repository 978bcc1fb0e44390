import type { Sql } from '#lib/platform/db.ts'
import { describeRule } from './model.ts'
import { rulesOf } from './terms-for.ts'

export type ContractVersionRow = {
  readonly id: string
  readonly version: number
  readonly effectiveOn: string
  readonly feeBearer: string
  readonly commissionBase: string
  readonly platformLiableForTax: boolean
  readonly feeAlertBps: number
  readonly createdBy: string
  readonly createdAt: string
  /** Each rule in words, in order. */
  readonly rules: readonly string[]
}

export type ContractDetail = {
  readonly id: string
  readonly name: string
  /** True when the entity's default applies, the seller having no contract of its own. */
  readonly isDefault: boolean
  /** Newest first. */
  readonly versions: readonly ContractVersionRow[]
}

/** The contract that applies to a seller: its own, else the entity's default; null when there is none. */
export async function getContractOf(tx: Sql, sellerId: string): Promise<ContractDetail | null> {
  const [contract] = await tx.sql<{ id: string; name: string; isDefault: boolean }>(
    `SELECT id, name, seller_id = '' AS "isDefault" FROM contract
      WHERE entity_id = $1 AND livemode = $2 AND seller_id IN ($3, '') ORDER BY seller_id = '' LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  if (contract === undefined) return null
  const versions = await tx.sql<Omit<ContractVersionRow, 'rules' | 'createdAt'> & { createdAt: Date }>(
    `SELECT id, version, effective_on::text AS "effectiveOn", fee_bearer AS "feeBearer", commission_base AS "commissionBase",
            platform_liable_for_tax AS "platformLiableForTax", fee_alert_bps AS "feeAlertBps", created_by AS "createdBy",
            created_at AS "createdAt"
       FROM contract_version WHERE contract_id = $1 ORDER BY version DESC LIMIT 50`,
    [contract.id],
  )
  const rules = await rulesOf(
    tx,
    versions.map(({ id }) => id),
  )
  return {
    ...contract,
    versions: versions.map((version) => ({
      ...version,
      createdAt: version.createdAt.toISOString(),
      rules: rules.filter(({ versionId }) => versionId === version.id).map(({ rule }) => describeRule(rule)),
    })),
  }
}
