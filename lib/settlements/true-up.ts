import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { assignSales, wholeOf } from './by-pattern.ts'
import { collect } from './collected.ts'
import type { Source } from './facts.ts'
import { patternOf } from './pattern.ts'
import { queueSettling } from './queue-settling.ts'
import { readFacts } from './read-facts.ts'
import { isSide } from './side-versions.ts'
import { readRecordedLines } from './store.ts'
import { missingVersions, type RecordedLine } from './versions.ts'

/** What a back-dated version changed of one share. `carry`: it was paid already, the difference is carried or topped up. */
export type TrueUp = {
  readonly contractVersionId: string
  readonly payeeId: string
  readonly way: 'version' | 'carry'
  readonly beforeMinor: bigint
  readonly afterMinor: bigint
}

type BackDated = {
  readonly entity: Entity
  readonly contractId: string
  /** `sel_…`; empty for the default contract. */
  readonly sellerId: string
  readonly contractVersionId: string
  /** First accounting day it applies to. */
  readonly effectiveOn: string
  readonly at: Date
}

/**
 * Finds every settlement that a version approved late would have split otherwise, notes by how much for each payee, and has
 * them settled again: what is not paid yet changes, what is paid is carried. Returns how many settlements change.
 */
export async function recordTrueUps(tx: Sql, backDated: BackDated): Promise<number> {
  const { entity, contractVersionId, at } = backDated
  const changed: Source[] = []
  for (const { settlementId, currency, ...source } of await settledSince(tx, backDated)) {
    const recorded = await readRecordedLines(tx, settlementId)
    const added = await splitAnew(tx, entity, source, recorded, contractVersionId)
    if (added.length === 0) continue
    changed.push(source)
    const payees = [...new Set([...recorded, ...added].filter(isAssigned).map(({ sellerId }) => sellerId))]
    const sumOf = (payeeId: string, lines: readonly RecordedLine[]) =>
      lines.filter(({ sellerId }) => sellerId === payeeId).reduce((sum, line) => sum + line.sellerMinor, 0n)
    const before = payees.map((payeeId) => sumOf(payeeId, recorded))
    await tx.exec(
      `INSERT INTO settlement_true_up (settlement_id, contract_version_id, payee_id, entity_id, livemode, currency, before_minor,
                                       after_minor, way, recorded_at)
       SELECT $1, $2, t.payee, $3, $4, $5, t.before, t.after,
              CASE WHEN coalesce(h.transferred_minor, 0) > 0 THEN 'carry' ELSE 'version' END, $6::text::timestamptz
         FROM unnest($7::text[], $8::bigint[], $9::bigint[]) AS t (payee, before, after)
         LEFT JOIN settlement_share h ON h.settlement_id = $1 AND h.seller_id = t.payee
       ON CONFLICT (settlement_id, contract_version_id, payee_id) DO NOTHING`,
      [
        settlementId,
        contractVersionId,
        tx.scope.entityId,
        tx.scope.livemode,
        currency,
        at.toISOString(),
        payees,
        before,
        payees.map((payeeId, index) => (before[index] ?? 0n) + sumOf(payeeId, added)),
      ],
    )
  }
  await queueSettling(tx, changed)
  return changed.length
}

type CountedAnew = {
  readonly settlementId: string
  readonly share: { readonly seller: { readonly id: string }; readonly owedMinor: bigint; readonly anewMinor: bigint }
  readonly version: number
  readonly currency: string
  readonly at: Date
}

/** Notes what a new count of the seller's month changes of a share that was paid: owed more is proposed, paid too much is carried. */
export async function noteCountedAnew(
  tx: Sql,
  { settlementId, share, version, currency, at }: CountedAnew,
): Promise<void> {
  if (share.anewMinor === 0n) return
  await tx.exec(
    `INSERT INTO settlement_true_up (settlement_id, contract_version_id, payee_id, entity_id, livemode, currency, before_minor,
                                     after_minor, way, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'carry', $9::text::timestamptz) ON CONFLICT DO NOTHING`,
    [
      settlementId,
      `volume:${version}`,
      share.seller.id,
      tx.scope.entityId,
      tx.scope.livemode,
      currency,
      share.owedMinor - share.anewMinor,
      share.owedMinor,
      at.toISOString(),
    ],
  )
}

/** True-ups of one settlement, oldest first. */
export function readTrueUps(tx: Sql, settlementId: string): Promise<TrueUp[]> {
  return tx.sql<TrueUp>(
    `SELECT contract_version_id AS "contractVersionId", payee_id AS "payeeId", way, before_minor AS "beforeMinor",
            after_minor AS "afterMinor" FROM settlement_true_up WHERE settlement_id = $1 ORDER BY recorded_at, contract_version_id`,
    [settlementId],
  )
}

const isAssigned = ({ contractVersionId }: RecordedLine) => contractVersionId !== ''

type Settled = {
  readonly settlementId: string
  readonly kind: Source['kind']
  readonly id: string
  readonly currency: string
}

function settledSince(tx: Sql, { contractId, sellerId, effectiveOn }: BackDated): Promise<Settled[]> {
  return tx.sql<Settled>(
    `SELECT s.id AS "settlementId", s.source_kind AS kind, s.source_id AS id, s.currency::text AS currency FROM settlement s
      WHERE s.entity_id = $1 AND s.livemode = $2 AND s.version > 0 AND s.accounting_on >= $3::text::date
        AND EXISTS (SELECT FROM settlement_line l WHERE l.settlement_id = s.id AND l.contract_version_id <> ''
                      AND (CASE WHEN $4 = '' THEN l.contract_version_id IN (SELECT v.id FROM contract_version v WHERE v.contract_id = $5)
                           ELSE l.seller_id = $4 AND l.tier_label = '' END))
      ORDER BY s.id`,
    [tx.scope.entityId, tx.scope.livemode, effectiveOn, sellerId, contractId],
  )
}

/** The lines that would be written had the version been known; none when it changes nothing. */
async function splitAnew(
  tx: Sql,
  entity: Entity,
  source: Source,
  recorded: readonly RecordedLine[],
  contractVersionId: string,
): Promise<RecordedLine[]> {
  const facts = await readFacts(tx, entity.stripeAccount, source)
  const collection = collect(facts, entity.metadataKeys, entity.stripeAccount)
  const pattern = patternOf(facts.charges, entity.stripeAccount)
  if (collection.kind !== 'collected') return []
  const sales = await assignSales(tx, entity, { collection, facts, pattern })
  const versions = missingVersions({
    desired: sales.flatMap(({ lines }) => lines),
    refunds: facts.refunds,
    chargedMinor: wholeOf(pattern, facts, collection),
    currency: collection.charged.currency,
    recorded: recorded.filter((line) => !isSide(line)),
    lastVersion: recorded.at(-1)?.version ?? 0,
    splitAnew: new Set([contractVersionId]),
  })
  const lines = versions.flatMap(({ version, lines: own }) => own.map((line) => ({ ...line, version })))
  return lines.some((line) => line.contractVersionId === contractVersionId) ? lines : []
}
