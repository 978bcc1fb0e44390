import type { Sql } from '#lib/platform/db.ts'
import { lineMinor, type StatementKind, type StatementLine, type StatementSum } from './statement-model.ts'

/** Up to which lines of the seller's account a statement reaches: an accounting day, and the number of a line on the account. */
export type Reach = { readonly until: string; readonly lineNo: bigint }

type Row = {
  on: string
  priorOn: string | null
  source: string
  rule: string
  sourceId: string
  reference: string
  reason: string
  minor: bigint
  sales: bigint
  refunds: bigint
  fees: bigint
  taxes: bigint
  shares: bigint
  returned: bigint
}

type Wanted = { readonly accountId: bigint; readonly sellerId: string; readonly reach: Reach; readonly before: Reach }

/**
 * Lines of a seller's payable account that one statement tells and no earlier one did, by accounting day. What a settlement posted
 * is told in its parts (sales, refunds, fees, tax); what those parts leave open is the difference of rates.
 */
export async function readStatementLines(
  tx: Sql,
  { accountId, sellerId, reach, before }: Wanted,
): Promise<StatementLine[]> {
  const rows = await tx.sql<Row>(LINES, [
    ...[tx.scope.entityId, tx.scope.livemode, accountId.toString(), sellerId],
    ...[reach.until, reach.lineNo.toString(), before.until, before.lineNo.toString()],
  ])
  return rows.map((row) => lineOf(row, before))
}

function lineOf(row: Row, before: Reach): StatementLine {
  const { kind, parts } = row.source === 'settlement' ? settled(row) : moved(row)
  const line = { parts: Object.fromEntries(Object.entries(parts).filter(([, minor]) => minor !== 0n)) }
  if (lineMinor(line) !== row.minor)
    throw new Error(`a line of ${row.sourceId} comes to ${lineMinor(line)} instead of ${row.minor}`)
  return {
    on: row.on,
    lateFor: row.priorOn ?? (row.on <= before.until ? row.on : ''),
    kind,
    reference: row.reference,
    ...line,
  }
}

type Told = { readonly kind: StatementKind; readonly parts: Partial<Record<StatementSum, bigint>> }

function settled({ sales, refunds, fees, taxes, shares, returned, minor }: Row): Told {
  const told = sales + refunds - fees - taxes + shares + returned
  const isFee = sales === 0n && refunds === 0n && returned !== 0n
  const kind = isFee ? 'fee_returned' : sales === 0n && (refunds < 0n || minor < 0n) ? 'refund' : 'sale'
  return {
    kind,
    parts: { sales, refunds, fees: -fees, taxes: -taxes, shares, fees_returned: returned, exchange: minor - told },
  }
}

function moved({ rule, source, sourceId, reason, minor }: Row): Told {
  if (rule.startsWith('transfer@')) return { kind: 'paid', parts: { paid: minor } }
  if (rule.startsWith('transfer_reversal@')) return { kind: 'taken_back', parts: { taken_back: minor } }
  if (sourceId.startsWith('vwo_') || reason === 'write_off')
    return { kind: 'written_off', parts: { written_off: minor } }
  if (sourceId.startsWith('adj_')) return { kind: 'adjustment', parts: { adjustments: minor } }
  if (source === 'approved_journal' && sourceId === 'opening')
    return { kind: 'opening_entry', parts: { opening_entry: minor } }
  return { kind: 'correction', parts: { corrections: minor } }
}

/**
 * What the seller is owed of a settlement version, in parts: gross + promotion = seller + fee + commission + tax payable, of which
 * only what a contract splits is posted. A refund that failed is a correction that names the refund.
 */
const OWN = `s.tier_label = '' AND s.contract_version_id <> '' AND s.kind IN ('collected', 'correction', 'refund')`
const GROSS = 's.seller_minor + s.seller_fee_minor + s.commission_minor + s.tax_minor'
const OF_REFUND = `(s.kind = 'refund' OR s.source_line_id ~ '^(re|pyr|du|dp)_')`

const LINES = `
SELECT l.accounting_on::text AS on, e.prior_on::text AS "priorOn", e.source_kind AS source, e.rule, e.source_id AS "sourceId",
       coalesce(nullif(t.invoice_number, ''), t.order_id, '') AS reference, coalesce(j.reason, '') AS reason, -l.amount_minor AS minor,
       coalesce(p.sales, 0)::bigint AS sales, coalesce(p.refunds, 0)::bigint AS refunds, coalesce(p.fees, 0)::bigint AS fees,
       coalesce(p.taxes, 0)::bigint AS taxes, coalesce(p.shares, 0)::bigint AS shares, coalesce(p.returned, 0)::bigint AS returned
  FROM journal_line l
  JOIN journal_entry e ON e.id = l.entry_id
  LEFT JOIN settlement t ON e.source_kind = 'settlement' AND t.entity_id = $1 AND t.livemode = $2 AND t.id = e.source_id
  LEFT JOIN adjustment j ON e.source_kind = 'approved_journal' AND j.entity_id = $1 AND j.livemode = $2 AND j.id = e.source_id
  LEFT JOIN LATERAL (
    SELECT sum(${GROSS}) FILTER (WHERE ${OWN} AND NOT ${OF_REFUND}) AS sales, sum(${GROSS}) FILTER (WHERE ${OWN} AND ${OF_REFUND}) AS refunds,
           sum(s.commission_minor + s.seller_fee_minor) FILTER (WHERE ${OWN}) AS fees, sum(s.tax_minor) FILTER (WHERE ${OWN}) AS taxes,
           sum(s.seller_minor) FILTER (WHERE s.tier_label <> '') AS shares, sum(s.application_fee_minor) AS returned
      FROM settlement_line s
     WHERE s.settlement_id = t.id AND s.version::text = e.source_part AND s.seller_id = $4) p ON t.id IS NOT NULL
 WHERE l.entity_id = $1 AND l.account_id = $3::bigint AND l.accounting_on <= $5::date AND l.account_line_no <= $6::bigint
   AND NOT (l.accounting_on <= $7::date AND l.account_line_no <= $8::bigint)
 ORDER BY l.accounting_on, l.account_line_no`
