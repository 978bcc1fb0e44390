import type { Sql } from '#lib/platform/db.ts'
import type { Agreement } from './model.ts'
import { CONDITION_COLUMNS, partsOf } from './terms-for.ts'
import { describeConditions, describeRule, describeTier } from './words-model.ts'

export type ContractVersionRow = {
  readonly id: string
  readonly version: number
  readonly effectiveOn: string
  readonly createdBy: string
  readonly createdByName: string
  readonly createdAt: string
  readonly note: string
  readonly proposalId: string
  readonly attachmentHash: string
  /** Each rule, tier and condition in words, in order. */
  readonly rules: readonly string[]
  readonly tiers: readonly string[]
  readonly conditions: readonly string[]
}

export type ContractDetail = {
  readonly id: string
  readonly name: string
  /** `sel_…`, or empty for the default. */
  readonly sellerId: string
  /** True when the entity's default applies, the seller having no contract of its own. */
  readonly isDefault: boolean
  /** Newest first. */
  readonly versions: readonly ContractVersionRow[]
}

/** The contract that applies to a seller: its own, else the entity's default; null when there is none. */
export async function getContractOf(tx: Sql, sellerId: string): Promise<ContractDetail | null> {
  const [contract] = await tx.sql<{ id: string }>(
    `SELECT id FROM contract c
      WHERE entity_id = $1 AND livemode = $2 AND seller_id IN ($3, '')
        AND EXISTS (SELECT FROM contract_version v WHERE v.contract_id = c.id)
      ORDER BY seller_id = '' LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return contract === undefined ? null : getContract(tx, contract.id)
}

type VersionRow = Agreement &
  Omit<ContractVersionRow, 'rules' | 'tiers' | 'conditions' | 'createdAt'> & { createdAt: Date }

/** A contract with its versions in words, or null. */
export async function getContract(tx: Sql, contractId: string): Promise<ContractDetail | null> {
  const [contract] = await tx.sql<Omit<ContractDetail, 'versions'>>(
    `SELECT id, name, seller_id AS "sellerId", seller_id = '' AS "isDefault" FROM contract
      WHERE id = $1 AND entity_id = $2 AND livemode = $3`,
    [contractId, tx.scope.entityId, tx.scope.livemode],
  )
  if (contract === undefined) return null
  const versions = await tx.sql<VersionRow>(
    `SELECT v.id, v.version, v.effective_on::text AS "effectiveOn", ${CONDITION_COLUMNS}, v.created_by AS "createdBy",
            coalesce(p.name, '') AS "createdByName", v.created_at AS "createdAt", v.note, v.proposal_id AS "proposalId",
            v.attachment_hash AS "attachmentHash"
       FROM contract_version v LEFT JOIN person p ON p.id = v.created_by
      WHERE v.contract_id = $1 ORDER BY v.version DESC LIMIT 50`,
    [contract.id],
  )
  const parts = await partsOf(
    tx,
    versions.map(({ id }) => id),
  )
  const all = versions.map((version) => ({ ...version, ...(parts.get(version.id) ?? { rules: [], tiers: [] }) }))
  const nameOf = await namesOf(tx, all)
  return { ...contract, versions: all.map((version) => inWords(version, nameOf)) }
}

function inWords(version: VersionRow, nameOf: (id: string) => string): ContractVersionRow {
  const { id, effectiveOn, createdBy, createdByName, createdAt, note, proposalId, attachmentHash } = version
  return {
    id,
    version: version.version,
    effectiveOn,
    createdBy,
    createdByName,
    createdAt: createdAt.toISOString(),
    note,
    proposalId,
    attachmentHash,
    rules: version.rules.map((rule) => describeRule(rule, nameOf)),
    tiers: version.tiers.map((tier) => describeTier(tier, version.tiers, nameOf)),
    conditions: describeConditions(version),
  }
}

/** Names of everybody some agreements speak of; who is not known keeps the id. */
export async function namesOf(
  tx: Sql,
  agreements: readonly Pick<Agreement, 'rules' | 'tiers'>[],
): Promise<(id: string) => string> {
  const named = agreements.flatMap(({ rules, tiers }) => [
    ...rules.map(({ sellerId }) => sellerId),
    ...tiers.map(({ payeeId }) => payeeId),
  ])
  const ids = named.filter((id) => id !== '')
  if (ids.length === 0) return (id) => id
  const rows = await tx.sql<{ id: string; name: string }>('SELECT id, name FROM seller WHERE id = ANY($1::text[])', [
    ids,
  ])
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}

/** One version as it was agreed. */
export type Side = { readonly id: string; readonly agreement: Agreement; readonly effectiveOn: string }

/** Every version as it was agreed, newest first. */
export async function versionsOf(tx: Sql, contractId: string): Promise<Side[]> {
  const rows = await tx.sql<Omit<Agreement, 'rules' | 'tiers'> & { id: string; effectiveOn: string }>(
    `SELECT v.id, v.effective_on::text AS "effectiveOn", ${CONDITION_COLUMNS} FROM contract_version v
      WHERE v.contract_id = $1 ORDER BY v.version DESC LIMIT 50`,
    [contractId],
  )
  const parts = await partsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, effectiveOn, ...conditions }) => ({
    id,
    effectiveOn,
    agreement: { ...conditions, ...(parts.get(id) ?? { rules: [], tiers: [] }) },
  }))
}

/** The newest version of a contract, or null while it has none. */
export async function latestSide(tx: Sql, contractId: string): Promise<Side | null> {
  return (await versionsOf(tx, contractId))[0] ?? null
}
