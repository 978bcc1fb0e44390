import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { Check } from './checks.ts'
import type { Source } from './facts.ts'
import type { Pattern } from './pattern.ts'
import type { ProposalFact, TransferFact } from './shares.ts'
import type { RecordedLine, Version } from './versions.ts'

/** Makes every run for one source wait its turn; held until the transaction ends. */
export async function lockSource(tx: Sql, source: Source): Promise<void> {
  await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked', [
    `settle:${tx.scope.entityId}:${tx.scope.livemode}:${source.kind}:${source.id}`,
  ])
}

export type SettlementHead = { readonly id: string; readonly version: number; readonly transferGroup: string }

export async function findSettlement(tx: Sql, source: Source): Promise<SettlementHead | null> {
  const [row] = await tx.sql<SettlementHead>(
    `SELECT id, version, transfer_group AS "transferGroup" FROM settlement
      WHERE entity_id = $1 AND livemode = $2 AND source_kind = $3 AND source_id = $4`,
    [tx.scope.entityId, tx.scope.livemode, source.kind, source.id],
  )
  return row ?? null
}

/** Settlements of single charges that the source's charges were settled as before their invoice was known. */
export function findSuperseded(tx: Sql, source: Source, chargeIds: readonly string[]): Promise<SettlementHead[]> {
  if (source.kind === 'charge') return Promise.resolve([])
  return tx.sql<SettlementHead>(
    `SELECT id, version, transfer_group AS "transferGroup" FROM settlement
      WHERE entity_id = $1 AND livemode = $2 AND source_kind = 'charge' AND source_id = ANY($3::text[]) ORDER BY id`,
    [tx.scope.entityId, tx.scope.livemode, chargeIds],
  )
}

export function readRecordedLines(tx: Sql, settlementId: string): Promise<RecordedLine[]> {
  return tx.sql<RecordedLine>(
    `SELECT version, line_no AS "lineNo", kind, source_line_id AS "sourceLineId", description, seller_id AS "sellerId", category,
            line_type AS "lineType", gross_minor AS "grossMinor", tax_minor AS "taxMinor", commission_minor AS "commissionMinor",
            seller_fee_minor AS "sellerFeeMinor", seller_minor AS "sellerMinor", promotion_minor AS "promotionMinor",
            seller_tax_minor AS "sellerTaxMinor", tier_label AS "tierLabel", on_refund AS "onRefund",
            contract_version_id AS "contractVersionId", application_fee_minor AS "applicationFeeMinor", fx_minor AS "fxMinor",
            rule_id AS "ruleId", trace, deferred_minor AS "deferredMinor",
            CASE WHEN earned_from IS NOT NULL THEN jsonb_build_object('from', earned_from, 'until', earned_until) END AS earned
       FROM settlement_line WHERE settlement_id = $1 ORDER BY version, line_no`,
    [settlementId],
  )
}

export async function insertVersion(tx: Sql, settlementId: string, { version, lines }: Version): Promise<void> {
  const column = <T>(of: (line: Version['lines'][number]) => T) => lines.map(of)
  await tx.exec(
    `INSERT INTO settlement_line (settlement_id, version, entity_id, line_no, kind, source_line_id, description, seller_id, category,
       line_type, gross_minor, tax_minor, commission_minor, seller_fee_minor, seller_minor, promotion_minor, seller_tax_minor,
       tier_label, on_refund, contract_version_id, rule_id, trace, application_fee_minor, fx_minor, earned_from,
       earned_until, deferred_minor)
     SELECT $1, $2::int, $3, l.*
       FROM (SELECT * FROM unnest($4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], $18::text[],
       $19::text[], $20::text[], $21::text[], $22::text[], $23::bigint[], $24::bigint[], $25::date[], $26::date[], $27::bigint[])) l`,
    [
      settlementId,
      version,
      tx.scope.entityId,
      column((line) => line.lineNo),
      column((line) => line.kind),
      column((line) => line.sourceLineId),
      column((line) => line.description),
      column((line) => line.sellerId),
      column((line) => line.category),
      column((line) => line.lineType),
      column((line) => line.grossMinor),
      column((line) => line.taxMinor),
      column((line) => line.commissionMinor),
      column((line) => line.sellerFeeMinor),
      column((line) => line.sellerMinor),
      column((line) => line.promotionMinor),
      column((line) => line.sellerTaxMinor),
      column((line) => line.tierLabel),
      column((line) => line.onRefund),
      column((line) => line.contractVersionId),
      column((line) => line.ruleId),
      column((line) => line.trace),
      column((line) => line.applicationFeeMinor ?? 0n),
      column((line) => line.fxMinor ?? 0n),
      column((line) => line.earned?.from ?? null),
      column((line) => line.earned?.until ?? null),
      column((line) => line.deferredMinor ?? 0n),
    ],
  )
}

export type SettlementRecord = {
  readonly source: Source
  readonly pattern: Pattern
  /** What the buyer paid, presentment currency. */
  readonly volumeMinor: bigint
  readonly volumeCurrency: string
  readonly chargeId: string
  readonly balanceTransactionId: string
  readonly customerId: string
  readonly orderId: string
  readonly invoiceNumber: string
  readonly transferGroup: string
  readonly currency: string
  readonly grossMinor: bigint
  readonly refundedMinor: bigint
  readonly processorFeeMinor: bigint
  readonly commissionMinor: bigint
  readonly taxMinor: bigint
  readonly sellersMinor: bigint
  readonly collectedAt: Date
  readonly accountingOn: string
  readonly state: string
  readonly stateReason: string
  readonly beforeGoLive: boolean
  readonly version: number
  readonly summary: string
  readonly checks: readonly Check[]
}

/** Writes the settlement of a source, or brings it up to date; answers with its id. */
export async function saveSettlement(tx: Sql, record: SettlementRecord, at: Date): Promise<string> {
  const { source } = record
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO settlement (id, entity_id, livemode, source_kind, source_id, invoice_id, charge_id, balance_transaction_id, customer_id,
       order_id, invoice_number, transfer_group, currency, gross_minor, refunded_minor, processor_fee_minor, commission_minor,
       tax_minor, sellers_minor, collected_at, accounting_on, state, state_reason, before_go_live, version, summary, checks,
       recorded_at, updated_at, pattern, volume_minor, volume_currency)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20::text::timestamptz,
       $21::text::date, $22, $23, $24, $25::int, $26, $27::text::jsonb, $28::text::timestamptz, $28::text::timestamptz,
       $29, $30, $31)
     ON CONFLICT (entity_id, livemode, source_kind, source_id) DO UPDATE SET
       pattern = excluded.pattern, volume_minor = excluded.volume_minor, volume_currency = excluded.volume_currency,
       charge_id = excluded.charge_id, balance_transaction_id = excluded.balance_transaction_id, customer_id = excluded.customer_id,
       order_id = excluded.order_id, invoice_number = excluded.invoice_number, transfer_group = excluded.transfer_group,
       currency = excluded.currency, gross_minor = excluded.gross_minor, refunded_minor = excluded.refunded_minor,
       processor_fee_minor = excluded.processor_fee_minor, commission_minor = excluded.commission_minor,
       tax_minor = excluded.tax_minor, sellers_minor = excluded.sellers_minor, collected_at = excluded.collected_at,
       accounting_on = excluded.accounting_on, state = excluded.state, state_reason = excluded.state_reason,
       before_go_live = excluded.before_go_live, version = excluded.version, summary = excluded.summary, checks = excluded.checks,
       updated_at = excluded.updated_at
     RETURNING id`,
    [
      newId('stl'),
      tx.scope.entityId,
      tx.scope.livemode,
      source.kind,
      source.id,
      source.kind === 'invoice' ? source.id : '',
      record.chargeId,
      record.balanceTransactionId,
      record.customerId,
      record.orderId,
      record.invoiceNumber,
      record.transferGroup,
      record.currency,
      record.grossMinor,
      record.refundedMinor,
      record.processorFeeMinor,
      record.commissionMinor,
      record.taxMinor,
      record.sellersMinor,
      record.collectedAt.toISOString(),
      record.accountingOn,
      record.state,
      record.stateReason,
      record.beforeGoLive,
      record.version,
      record.summary,
      JSON.stringify(record.checks),
      at.toISOString(),
      record.pattern,
      record.volumeMinor,
      record.volumeCurrency,
    ],
  )
  if (row === undefined) throw new Error(`the settlement of ${source.id} was not written`)
  return row.id
}

/** State, reason and version of a settlement that another one replaces. */
export async function closeSettlement(
  tx: Sql,
  settlementId: string,
  closing: { readonly version: number; readonly reason: string },
  at: Date,
): Promise<void> {
  await tx.exec(
    `UPDATE settlement SET state = 'nothing_collected', state_reason = $2, version = $3::int, summary = $2, checks = '[]',
            gross_minor = 0, refunded_minor = 0, processor_fee_minor = 0, commission_minor = 0, tax_minor = 0, sellers_minor = 0,
            updated_at = $4::text::timestamptz WHERE id = $1`,
    [settlementId, closing.reason, closing.version, at.toISOString()],
  )
  await tx.exec(
    `UPDATE settlement_share SET owed_minor = 0, transferred_minor = 0, held_minor = 0, next_due_on = NULL, reason = '', state = 'void',
            carry_minor = 0, carry_since = NULL, volume_minor = 0
      WHERE settlement_id = $1`,
    [settlementId],
  )
  await tx.exec('UPDATE settlement_carry SET amount_minor = 0 WHERE to_settlement_id = $1', [settlementId])
}

export type OwnProposal = ProposalFact & { readonly sellerId: string; readonly providerObjectId: string }

/**
 * Proposals about some settlements, reversals that people proposed included, oldest first. Locked when asked: then
 * none of them starts to execute before this transaction has decided.
 */
export function readProposals(tx: Sql, settlementIds: readonly string[], isLocking: boolean): Promise<OwnProposal[]> {
  return tx.sql<OwnProposal>(
    `SELECT p.id, p.kind, p.state, p.amount_minor AS "amountMinor", p.seller_id AS "sellerId", p.provider_object_id AS "providerObjectId",
            coalesce(p.arguments::jsonb ->> 'destination', '') AS destination, coalesce(p.arguments::jsonb ->> 'transferId', '') AS "transferId",
            CASE WHEN p.kind = 'transfer.reverse' THEN coalesce(p.arguments::jsonb ->> 'reason', '') ELSE '' END AS reason
       FROM proposal p
      WHERE p.id IN (
        SELECT q.id FROM proposal q WHERE q.subject_kind = 'settlement' AND q.subject_id = ANY($1::text[])
        UNION ALL
        SELECT r.id FROM proposal q JOIN proposal r ON r.subject_kind = 'proposal' AND r.subject_id = q.id
         WHERE q.subject_kind = 'settlement' AND q.subject_id = ANY($1::text[]))
      ORDER BY p.id ${isLocking ? 'FOR UPDATE' : ''}`,
    [settlementIds],
  )
}

export type OwnTransfer = TransferFact & {
  readonly destination: string
  /** How it was recognised, in words; empty when its origin was recorded before. */
  readonly recognisedBy: string
  /** Known to belong here; otherwise only its group says so, and its amount must agree too. */
  readonly isCertain: boolean
}

type Belonging = {
  readonly account: string
  readonly settlementIds: readonly string[]
  readonly chargeIds: readonly string[]
  readonly transferGroup: string
  readonly currency: string
}

/**
 * Transfers at Stripe that belong to some settlements, draw on their charges or carry their group, oldest first. Each way of
 * belonging has an index of its own, so each is looked up by itself: joined by OR they would be read whole every time.
 */
export function readTransfers(
  tx: Sql,
  { account, settlementIds, chargeIds, transferGroup, currency }: Belonging,
): Promise<OwnTransfer[]> {
  return tx.sql<OwnTransfer>(
    `WITH named AS MATERIALIZED (
       SELECT o.object_id AS id FROM transfer_origin o WHERE o.settlement_id = ANY($4::text[])
       UNION
       SELECT t.id FROM transfer t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.source_transaction_id = ANY($5::text[])
       UNION
       SELECT t.id FROM transfer t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.transfer_group = $6 AND $6 <> '')
     SELECT t.id, t.amount_minor AS "amountMinor", t.destination, coalesce(o.origin, '') <> 'executed' AS "isAdopted",
            coalesce(o.settlement_id = ANY($4::text[]), false) OR t.source_transaction_id = ANY($5::text[])
              OR coalesce(t.metadata ->> 'tieout_settlement', '') = ANY($4::text[]) AS "isCertain",
            CASE WHEN coalesce(o.settlement_id, '') <> '' THEN ''
                 WHEN t.source_transaction_id = ANY($5::text[]) THEN 'draws on the same charge'
                 WHEN coalesce(t.metadata ->> 'tieout_settlement', '') = ANY($4::text[]) THEN 'names the settlement'
                 ELSE 'same group, seller and amount' END AS "recognisedBy",
            greatest(t.reversed_minor, coalesce((SELECT sum(r.amount_minor) FROM transfer_reversal r
              WHERE r.entity_id = t.entity_id AND r.livemode = t.livemode AND r.account = t.account AND r.transfer_id = t.id), 0))::bigint
              AS "reversedMinor"
       FROM named n JOIN transfer t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = $3 AND t.id = n.id
       LEFT JOIN transfer_origin o ON o.entity_id = $1 AND o.livemode = $2 AND o.object_id = n.id
      WHERE upper(t.currency) = $7
        AND (o.settlement_id = ANY($4::text[]) OR t.source_transaction_id = ANY($5::text[])
             OR (t.transfer_group = $6 AND $6 <> '' AND t.source_transaction_id = '' AND coalesce(o.settlement_id, '') = ''))
      ORDER BY t.created_at, t.id`,
    [tx.scope.entityId, tx.scope.livemode, account, settlementIds, chargeIds, transferGroup, currency],
  )
}

/** Reversals of some transfers that nobody has accounted for yet, oldest first. */
export function readUnexplainedReversals(
  tx: Sql,
  account: string,
  transferIds: readonly string[],
): Promise<{ id: string; createdAt: Date }[]> {
  return tx.sql(
    `SELECT r.id, r.created_at AS "createdAt" FROM transfer_reversal r
      WHERE r.entity_id = $1 AND r.livemode = $2 AND r.account = $3 AND r.transfer_id = ANY($4::text[])
        AND NOT EXISTS (SELECT FROM transfer_origin o WHERE o.entity_id = r.entity_id AND o.livemode = r.livemode
                           AND o.object_id = r.id AND o.origin <> 'outside')
      ORDER BY r.created_at, r.id`,
    [tx.scope.entityId, tx.scope.livemode, account, transferIds],
  )
}
