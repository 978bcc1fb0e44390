import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { addContractVersion } from './add-contract-version.ts'
import { contractExists } from './refusals.ts'
import type { ContractTerms } from './schema.ts'

type NewContract = {
  /** `sel_…`; empty for the default that applies to sellers without a contract of their own. */
  readonly sellerId: string
  readonly name: string
  readonly terms: ContractTerms
  readonly actor: AuditActor
  readonly at: Date
}

/** Makes a seller's contract with its first version. Refuses when the seller has one. */
export async function createContract(tx: Sql, { terms, ...contract }: NewContract): Promise<{ contractId: string }> {
  const { contractId } = await startContract(tx, contract)
  await addContractVersion(tx, { contractId, terms, actor: contract.actor, at: contract.at })
  return { contractId }
}

/** Makes a seller's contract without terms: until a version is approved, what applied before goes on. Refuses a second one. */
export async function startContract(
  tx: Sql,
  { sellerId, name, actor, at }: Omit<NewContract, 'terms'>,
): Promise<{ contractId: string }> {
  const contractId = newId('ctr')
  const created = await tx.exec(
    `INSERT INTO contract (id, entity_id, livemode, seller_id, name, created_at) VALUES ($1, $2, $3, $4, $5, $6::text::timestamptz)
     ON CONFLICT (entity_id, livemode, seller_id) DO NOTHING`,
    [contractId, tx.scope.entityId, tx.scope.livemode, sellerId, name, at.toISOString()],
  )
  if (created === 0) return { contractId: await contractWithoutTerms(tx, sellerId) }
  await recordAudit(tx, {
    actor,
    action: 'contracts.create',
    subject: { kind: 'contract', id: contractId },
    after: { name, sellerId },
    note: sellerId === '' ? `Created the default contract ${name}.` : `Created the contract ${name}.`,
    refs: sellerId === '' ? [] : [`seller:${sellerId}`],
    at,
  })
  return { contractId }
}

/** The contract somebody started before and nobody agreed to yet; refuses one with terms. */
async function contractWithoutTerms(tx: Sql, sellerId: string): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT c.id FROM contract c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.seller_id = $3
        AND NOT EXISTS (SELECT FROM contract_version v WHERE v.contract_id = c.id)`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  if (row === undefined) throw contractExists()
  return row.id
}

/** The contract of a seller, or the default one for an empty seller id; null when there is none. */
export async function findContract(tx: Sql, sellerId: string): Promise<{ id: string; name: string } | null> {
  const [row] = await tx.sql<{ id: string; name: string }>(
    'SELECT id, name FROM contract WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3',
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return row ?? null
}
