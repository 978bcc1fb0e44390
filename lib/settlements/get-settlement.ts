import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Check } from './checks.ts'

export type SettlementDetail = {
  readonly id: string
  readonly sourceKind: string
  readonly sourceId: string
  /** separate | destination | direct */
  readonly pattern: string
  /** What the buyer paid, in the currency the buyer saw. */
  readonly volume: WireMoney
  readonly chargeId: string
  readonly balanceTransactionId: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly customerId: string
  readonly orderId: string
  readonly transferGroup: string
  readonly gross: WireMoney
  readonly refunded: WireMoney
  readonly processorFee: WireMoney
  readonly commission: WireMoney
  readonly tax: WireMoney
  readonly owed: WireMoney
  /** Stripe's fee that sellers bear. */
  readonly sellerFee: WireMoney
  /** Discounts the platform pays for. */
  readonly promotion: WireMoney
  /** What belongs to nobody yet. */
  readonly unassigned: WireMoney
  readonly collectedAt: string
  readonly accountingOn: string
  readonly recordedAt: string
  readonly state: string
  readonly stateReason: string
  readonly beforeGoLive: boolean
  readonly version: number
  readonly summary: string
  readonly checks: readonly Check[]
  readonly lines: readonly LineDetail[]
  readonly shares: readonly ShareDetail[]
}

export type LineDetail = {
  readonly version: number
  readonly lineNo: number
  /** collected | refund | correction | fee | fx */
  readonly kind: string
  readonly sourceLineId: string
  readonly description: string
  readonly sellerId: string
  readonly sellerName: string
  readonly category: string
  readonly gross: WireMoney
  readonly commission: WireMoney
  readonly sellerFee: WireMoney
  readonly tax: WireMoney
  readonly share: WireMoney
  /** Application fee given back by the seller, or a difference of rates: what lines that move no share are about. */
  readonly aside: WireMoney
  /** Discount the platform pays for. */
  readonly promotion: WireMoney
  /** What a tier's payee is; empty on the seller's own line. */
  readonly tierLabel: string
  readonly contractVersionId: string
  readonly trace: string
}

export type ShareDetail = {
  readonly sellerId: string
  readonly sellerName: string
  readonly state: string
  readonly owed: WireMoney
  readonly transferred: WireMoney
  /** What is not due yet, the day more of it is, and why it waits. */
  readonly held: WireMoney
  readonly nextDueOn: string | null
  readonly reason: string
  /** What the payee is, where it is a tier of the contract. */
  readonly tierLabel: string
  /** What the seller owes of it and cannot give back now. */
  readonly carry: WireMoney
  /** Kept back here for other settlements, and elsewhere for this one. */
  readonly netted: readonly { readonly settlementId: string; readonly amount: WireMoney; readonly isHere: boolean }[]
  readonly proposalId: string
  readonly proposalState: string
  readonly transferIds: readonly string[]
}

type Head = Omit<
  SettlementDetail,
  | 'lines'
  | 'shares'
  | `${string}Fee`
  | 'gross'
  | 'volume'
  | 'refunded'
  | 'commission'
  | 'tax'
  | 'promotion'
  | 'owed'
  | 'unassigned'
  | `${string}At`
> & {
  currency: string
  volumeMinor: bigint
  volumeCurrency: string
  grossMinor: bigint
  refundedMinor: bigint
  feeMinor: bigint
  commissionMinor: bigint
  taxMinor: bigint
  owedMinor: bigint
  collected_at: Date
  recorded_at: Date
}

/** One settlement with every line of every version and every share, or null. */
export async function getSettlement(tx: Sql, id: string): Promise<SettlementDetail | null> {
  const [head] = await tx.sql<Head>(
    `SELECT id, source_kind AS "sourceKind", source_id AS "sourceId", charge_id AS "chargeId", invoice_id AS "invoiceId",
            balance_transaction_id AS "balanceTransactionId", invoice_number AS "invoiceNumber", customer_id AS "customerId",
            order_id AS "orderId", transfer_group AS "transferGroup", currency, gross_minor AS "grossMinor",
            refunded_minor AS "refundedMinor", processor_fee_minor AS "feeMinor", commission_minor AS "commissionMinor",
            tax_minor AS "taxMinor", sellers_minor AS "owedMinor", collected_at, accounting_on::text AS "accountingOn", recorded_at,
            pattern, volume_minor AS "volumeMinor", volume_currency AS "volumeCurrency",
            state, state_reason AS "stateReason", before_go_live AS "beforeGoLive", version, summary, checks
       FROM settlement WHERE id = $1 AND entity_id = $2 AND livemode = $3`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  if (head === undefined) return null
  const {
    currency,
    volumeMinor,
    volumeCurrency,
    grossMinor,
    refundedMinor,
    feeMinor,
    commissionMinor,
    taxMinor,
    owedMinor,
    collected_at,
    recorded_at,
    ...rest
  } = head
  const wire = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency })
  const lines = await linesOf(tx, id)
  const fee = lines.reduce((sum, line) => sum + line.feeMinor, 0n)
  const promotion = lines.reduce((sum, line) => sum + line.promotionMinor, 0n)
  return {
    ...rest,
    gross: wire(grossMinor),
    volume: { minor: volumeMinor.toString(), currency: volumeCurrency || currency },
    refunded: wire(refundedMinor),
    processorFee: wire(feeMinor),
    commission: wire(commissionMinor),
    tax: wire(taxMinor),
    owed: wire(owedMinor),
    sellerFee: wire(fee),
    promotion: wire(promotion),
    unassigned: wire(grossMinor - refundedMinor + promotion - commissionMinor - taxMinor - owedMinor - fee),
    collectedAt: collected_at.toISOString(),
    recordedAt: recorded_at.toISOString(),
    lines: lines.map(
      ({ grossMinor, commissionMinor, feeMinor, taxMinor, shareMinor, promotionMinor, asideMinor, ...line }) => ({
        ...line,
        gross: wire(grossMinor),
        commission: wire(commissionMinor),
        sellerFee: wire(feeMinor),
        tax: wire(taxMinor),
        share: wire(shareMinor),
        promotion: wire(promotionMinor),
        aside: wire(asideMinor),
      }),
    ),
    shares: await sharesOf(tx, id),
  }
}

type LineRow = Omit<LineDetail, 'gross' | 'commission' | 'sellerFee' | 'tax' | 'share' | 'promotion' | 'aside'> & {
  grossMinor: bigint
  commissionMinor: bigint
  feeMinor: bigint
  taxMinor: bigint
  shareMinor: bigint
  promotionMinor: bigint
  asideMinor: bigint
}

function linesOf(tx: Sql, settlementId: string): Promise<LineRow[]> {
  return tx.sql<LineRow>(
    `SELECT l.version, l.line_no AS "lineNo", l.kind, l.source_line_id AS "sourceLineId", l.description, l.seller_id AS "sellerId",
            coalesce(s.name, '') AS "sellerName", l.category, l.gross_minor AS "grossMinor", l.commission_minor AS "commissionMinor",
            l.seller_fee_minor AS "feeMinor", l.tax_minor AS "taxMinor", l.seller_minor AS "shareMinor",
            l.promotion_minor AS "promotionMinor", l.application_fee_minor + l.fx_minor AS "asideMinor", l.tier_label AS "tierLabel", l.contract_version_id AS "contractVersionId", l.trace
       FROM settlement_line l LEFT JOIN seller s ON s.id = l.seller_id
      WHERE l.settlement_id = $1 ORDER BY l.version, l.line_no`,
    [settlementId],
  )
}

async function sharesOf(tx: Sql, settlementId: string): Promise<ShareDetail[]> {
  const rows = await tx.sql<
    Omit<ShareDetail, 'owed' | 'transferred' | 'held' | 'carry' | 'netted'> & {
      carry: bigint
      netted: readonly { settlementId: string; minor: string; isHere: boolean }[]
      currency: string
      owed: bigint
      transferred: bigint
      held: bigint
    }
  >(
    `SELECT h.seller_id AS "sellerId", coalesce(s.name, h.seller_id) AS "sellerName", h.state, h.currency, h.owed_minor AS owed,
            h.carry_minor AS carry, ARRAY(SELECT jsonb_build_object('settlementId', CASE WHEN c.to_settlement_id = h.settlement_id
                THEN c.from_settlement_id ELSE c.to_settlement_id END, 'minor', c.amount_minor::text,
                'isHere', c.to_settlement_id = h.settlement_id)
              FROM settlement_carry c WHERE h.settlement_id IN (c.from_settlement_id, c.to_settlement_id) AND c.seller_id = h.seller_id
               AND c.amount_minor > 0 ORDER BY c.at, c.from_settlement_id, c.to_settlement_id) AS netted,
            h.transferred_minor AS transferred, h.held_minor AS held, h.next_due_on::text AS "nextDueOn", h.reason,
            coalesce((SELECT l.tier_label FROM settlement_line l WHERE l.settlement_id = h.settlement_id AND l.seller_id = h.seller_id
                       ORDER BY l.tier_label LIMIT 1), '') AS "tierLabel", h.proposal_id AS "proposalId", coalesce(p.state, '') AS "proposalState",
            ARRAY(SELECT o.object_id FROM transfer_origin o WHERE o.settlement_id = h.settlement_id AND o.seller_id = h.seller_id
                     AND o.object_id LIKE 'tr\\_%' ORDER BY o.object_id) AS "transferIds"
       FROM settlement_share h LEFT JOIN seller s ON s.id = h.seller_id LEFT JOIN proposal p ON p.id = h.proposal_id
      WHERE h.settlement_id = $1 ORDER BY "sellerName", h.seller_id`,
    [settlementId],
  )
  return rows.map(({ currency, owed, transferred, held, carry, netted, ...share }) => ({
    ...share,
    owed: { minor: owed.toString(), currency },
    transferred: { minor: transferred.toString(), currency },
    held: { minor: held.toString(), currency },
    carry: { minor: carry.toString(), currency },
    netted: netted.map(({ minor, ...one }) => ({ ...one, amount: { minor, currency } })),
  }))
}
