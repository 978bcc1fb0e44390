import type { SellerActor } from '#lib/access/seller-actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'
import type { OwnRule, OwnTerms } from './fee-model.ts'

const DAYS = 30
const LATEST = 20

/** What one currency brought in thirty days, and who got what of it: sold = given back + commission + other + yours. */
export type FeeSums = Readonly<Record<'sold' | 'givenBack' | 'commission' | 'otherTaken' | 'yours', WireMoney>>

export type FeeLine = {
  /** Counts the lines shown. */
  readonly number: number
  readonly order: string
  readonly description: string
  readonly gross: WireMoney
  readonly commission: WireMoney
  /** Stripe's fee where the seller bears it. */
  readonly paymentFee: WireMoney
  /** The contract's rule it came of; empty where none applied. */
  readonly ruleId: string
}

export type Fees = {
  readonly sums: readonly FeeSums[]
  readonly terms: OwnTerms | null
  readonly lines: readonly FeeLine[]
}

/** What the seller pays the marketplace: in a month, by which rules, and the latest of it. */
export function readFees(actor: SellerActor, at: Date): Promise<Fees> {
  const today = accountingOn(actor.entity, at)
  return inRawTransaction(actor.scope, async (tx) => ({
    sums: await sumsOf(tx, actor, today),
    terms: await termsOf(tx, actor, today),
    lines: await linesOf(tx, actor),
  }))
}

async function sumsOf(tx: Sql, { entity, sellerId }: SellerActor, today: string): Promise<FeeSums[]> {
  const rows = await tx.sql<{ currency: string; sold: bigint; back: bigint; commission: bigint; yours: bigint }>(
    `SELECT currency, sum(gross_minor)::bigint AS sold, sum(refund_minor + dispute_minor)::bigint AS back,
            sum(commission_minor)::bigint AS commission, sum(seller_net_minor)::bigint AS yours
       FROM analytics_day WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND on_day > $4::date - $5::int AND on_day <= $4::date
      GROUP BY currency HAVING sum(gross_minor) <> 0 OR sum(seller_net_minor) <> 0 ORDER BY sum(gross_minor) DESC`,
    [entity.id, entity.livemode, sellerId, today, DAYS],
  )
  return rows.map(({ currency, sold, back, commission, yours }) => {
    const wire = (minor: bigint) => toWire({ minor, currency })
    return {
      sold: wire(sold),
      givenBack: wire(-back),
      commission: wire(-commission),
      otherTaken: wire(yours - sold + back + commission),
      yours: wire(yours),
    }
  })
}

async function termsOf(tx: Sql, { entity, sellerId }: SellerActor, today: string): Promise<OwnTerms | null> {
  const [found] = await tx.sql<Omit<OwnTerms, 'rules'> & { versionId: string }>(
    `SELECT c.name, v.id AS "versionId", v.version, v.fee_bearer AS "feeBearer", v.commission_base AS "commissionBase",
            v.is_shipping_charged AS "isShippingCharged", v.is_tip_charged AS "isTipCharged", v.commission_on_refund AS "commissionOnRefund",
            v.hold_days AS "holdDays", v.reserve_bps AS "reserveBps", v.reserve_days AS "reserveDays"
       FROM contract c JOIN contract_version v ON v.contract_id = c.id
      WHERE c.entity_id = $1 AND c.livemode = $2 AND c.seller_id IN ($3, '') AND v.effective_on <= $4::date
      ORDER BY c.seller_id = '', v.effective_on DESC, v.version DESC LIMIT 1`,
    [entity.id, entity.livemode, sellerId, today],
  )
  if (found === undefined) return null
  const { versionId, ...terms } = found
  const rules = await tx.sql<OwnRule>(
    `SELECT id, is_stacked AS "isStacked", taken_of AS "takenOf", category, line_type AS "lineType", from_on::text AS "fromOn",
            until_on::text AS "untilOn", percent_bps AS "percentBps", fixed_minor::text AS "fixedMinor", min_minor::text AS "minMinor",
            max_minor::text AS "maxMinor", over_minor::text AS "overMinor", upto_minor::text AS "uptoMinor", steps, upper(currency) AS currency
       FROM commission_rule WHERE contract_version_id = $1 ORDER BY is_stacked, priority, position`,
    [versionId],
  )
  return { ...terms, rules }
}

type LineRow = Omit<FeeLine, 'number' | 'gross' | 'commission' | 'paymentFee'> & {
  currency: string
  gross: bigint
  commission: bigint
  fee: bigint
}

async function linesOf(tx: Sql, { sellerId }: SellerActor): Promise<FeeLine[]> {
  const rows = await tx.sql<LineRow>(
    `SELECT coalesce(nullif(s.order_id, ''), nullif(s.invoice_number, ''), '') AS "order", l.description, s.currency, l.rule_id AS "ruleId",
            l.gross_minor AS gross, l.commission_minor AS commission, l.seller_fee_minor AS fee
       FROM (SELECT settlement_id, version, line_no, description, rule_id, gross_minor, commission_minor, seller_fee_minor
               FROM settlement_line WHERE seller_id = $1 AND tier_label = ''
              ORDER BY settlement_id DESC, version DESC, line_no LIMIT $2) l
       JOIN settlement s ON s.id = l.settlement_id ORDER BY l.settlement_id DESC, l.version DESC, l.line_no`,
    [sellerId, LATEST],
  )
  return rows.map(({ currency, gross, commission, fee, ...row }, index) => ({
    ...row,
    number: index + 1,
    gross: toWire({ minor: gross, currency }),
    commission: toWire({ minor: commission, currency }),
    paymentFee: toWire({ minor: fee, currency }),
  }))
}
