import type { Sql } from '#lib/platform/db.ts'
import type { Backing, FeeFact, OpenDispute, RefundFact, SessionFact } from './facts.ts'

type Where = { readonly account: string; readonly chargeIds: readonly string[] }

type FeeRow = Omit<FeeFact, 'backing' | 'refunds'> & {
  sellerAccount: string
  isDirect: boolean
  chargeId: string
  btId: string | null
  btAmountMinor: bigint
  btFeeMinor: bigint
  btCurrency: string
  btCreatedAt: Date
}

export type TakenFee = FeeFact & { readonly sellerAccount: string; readonly isDirect: boolean }

/** The application fee of a destination charge of the platform's, or of a direct charge on a seller's account. */
export async function readFee(tx: Sql, { account, chargeIds }: Where): Promise<TakenFee | null> {
  const [row] = await tx.sql<FeeRow>(
    `SELECT f.id, f.amount_minor AS "amountMinor", upper(f.currency) AS currency, f.seller_account AS "sellerAccount",
            f.charge_id AS "chargeId", f.originating_charge_id = '' AS "isDirect", b.id AS "btId", b.amount_minor AS "btAmountMinor", b.fee_minor AS "btFeeMinor",
            upper(b.currency) AS "btCurrency", b.created_at AS "btCreatedAt"
       FROM application_fee f LEFT JOIN balance_transaction b ON b.entity_id = f.entity_id AND b.livemode = f.livemode
            AND b.account = f.account AND b.id = f.balance_transaction_id
      WHERE f.entity_id = $1 AND f.livemode = $2 AND f.account = $3
        AND (f.originating_charge_id = ANY($4::text[]) OR (f.originating_charge_id = '' AND f.charge_id = ANY($4::text[])))
      ORDER BY f.id LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, account, chargeIds],
  )
  if (row === undefined) return null
  const { btId, btAmountMinor, btFeeMinor, btCurrency, btCreatedAt, ...fee } = row
  const backing: Backing | null =
    btId === null
      ? null
      : { id: btId, amountMinor: btAmountMinor, feeMinor: btFeeMinor, currency: btCurrency, createdAt: btCreatedAt }
  return { ...fee, backing, refunds: await readFeeRefunds(tx, account, row) }
}

function readFeeRefunds(tx: Sql, account: string, fee: FeeRow): Promise<RefundFact[]> {
  return tx.sql<RefundFact>(
    `SELECT r.id, 'succeeded' AS status, $5 AS "chargeId", r.amount_minor AS "amountMinor",
            r.balance_transaction_id AS "balanceTransactionId", r.created_at AS "createdAt",
            CASE WHEN upper(b.currency) <> upper(r.currency) THEN b.amount_minor END AS "cashMinor"
       FROM application_fee_refund r LEFT JOIN balance_transaction b ON b.entity_id = r.entity_id AND b.livemode = r.livemode
            AND b.account = r.account AND b.id = r.balance_transaction_id
      WHERE r.entity_id = $1 AND r.livemode = $2 AND r.account = $3 AND r.fee_id = $4 ORDER BY r.created_at, r.id`,
    [tx.scope.entityId, tx.scope.livemode, account, fee.id, fee.chargeId],
  )
}

type DisputeRow = RefundFact & { isOpen: boolean; tookMoney: boolean }

/** Disputes of some charges: lost ones take back like refunds, open ones hold what was not paid yet. */
export async function readDisputes(
  tx: Sql,
  { account, chargeIds }: Where,
): Promise<{ lost: RefundFact[]; open: OpenDispute[]; count: number }> {
  const rows = await tx.sql<DisputeRow>(
    `SELECT d.id, d.charge_id AS "chargeId", d.amount_minor AS "amountMinor", d.created_at AS "createdAt",
            CASE WHEN d.status = 'lost' THEN 'succeeded' ELSE 'canceled' END AS status,
            coalesce(d.balance_transaction_ids ->> 0, '') AS "balanceTransactionId",
            jsonb_array_length(d.balance_transaction_ids) > 0 AS "tookMoney",
            d.status NOT IN ('won', 'lost', 'prevented', 'warning_closed') AS "isOpen",
            CASE WHEN d.status = 'lost' OR (d.status = 'won' AND moved.back) THEN moved.minor END AS "cashMinor"
       FROM dispute d LEFT JOIN LATERAL (
         SELECT sum(b.amount_minor)::bigint AS minor, bool_or(b.amount_minor > 0) AS back
           FROM balance_transaction b
          WHERE b.entity_id = d.entity_id AND b.livemode = d.livemode AND b.account = d.account
            AND d.balance_transaction_ids ? b.id AND upper(b.currency) <> upper(d.currency)
         HAVING count(*) = jsonb_array_length(d.balance_transaction_ids)) moved ON true
      WHERE d.entity_id = $1 AND d.livemode = $2 AND d.account = $3 AND d.charge_id = ANY($4::text[]) ORDER BY d.created_at, d.id`,
    [tx.scope.entityId, tx.scope.livemode, account, chargeIds],
  )
  return {
    lost: rows.map(({ isOpen, tookMoney, ...lost }) => lost),
    open: rows.filter(({ isOpen }) => isOpen).map(({ id, chargeId, tookMoney }) => ({ id, chargeId, tookMoney })),
    count: rows.length,
  }
}

type SessionRow = Pick<SessionFact, 'id' | 'metadata'> & {
  lines: readonly {
    id: string
    description: string
    amountMinor: string
    discountMinor: string
    taxMinor: string
    metadata: Record<string, string>
  }[]
}

/** The checkout page that made a payment intent, payment links included; null where the buyer paid otherwise. */
export async function readSession(tx: Sql, account: string, intentIds: readonly string[]): Promise<SessionFact | null> {
  const [row] = await tx.sql<SessionRow>(
    `SELECT id, metadata, lines FROM checkout_session
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND payment_intent_id <> '' AND payment_intent_id = ANY($4::text[])
      ORDER BY id LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, account, intentIds],
  )
  if (row === undefined) return null
  const lines = row.lines.map(({ amountMinor, discountMinor, taxMinor, ...line }) => ({
    ...line,
    amountMinor: BigInt(amountMinor),
    discountMinor: BigInt(discountMinor),
    taxMinor: BigInt(taxMinor),
  }))
  return { ...row, lines }
}
