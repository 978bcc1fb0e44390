import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { SaleFacts } from './draft-model.ts'
import type { CaseCharge } from './read-charge.ts'

type Row = {
  readonly orderId: string
  readonly invoiceNumber: string
  readonly invoiceId: string
  readonly buyerName: string
  readonly buyerEmail: string
  readonly billing: Readonly<Record<string, unknown>> | null
  readonly shipping: Readonly<Record<string, unknown>> | null
  readonly purchaseIp: string
  readonly authenticated: string
  readonly shippedOn: string
  readonly undisputedBefore: number
  readonly twinChargeId: string
}

/** What our own data says about a charge's sale: buyer, items, delivery, refunds, the buyer's other payments. */
export async function readSale(tx: Sql, charge: CaseCharge, sellerName: string): Promise<SaleFacts> {
  const key = [tx.scope.entityId, tx.scope.livemode, charge.account, charge.id]
  const [row] = await tx.sql<Row>(
    `SELECT coalesce(s.order_id, c.metadata ->> 'order_id', '') AS "orderId", coalesce(s.invoice_number, '') AS "invoiceNumber",
            coalesce(s.invoice_id, '') AS "invoiceId",
            coalesce(nullif(c.raw::jsonb #>> '{billing_details,name}', ''), u.name, '') AS "buyerName",
            coalesce(nullif(c.raw::jsonb #>> '{billing_details,email}', ''), nullif(c.raw::jsonb ->> 'receipt_email', ''), u.email, '') AS "buyerEmail",
            c.raw::jsonb #> '{billing_details,address}' AS billing, c.raw::jsonb -> 'shipping' AS shipping,
            coalesce(c.metadata ->> 'ip', '') AS "purchaseIp", coalesce(c.metadata ->> 'shipped_on', '') AS "shippedOn",
            coalesce(c.raw::jsonb #>> '{payment_method_details,card,three_d_secure,result}', '') AS authenticated,
            (SELECT count(*)::int FROM charge o
              WHERE o.entity_id = c.entity_id AND o.livemode = c.livemode AND o.account = c.account AND c.customer_id <> ''
                AND o.customer_id = c.customer_id AND o.created_at < c.created_at AND o.paid AND NOT o.disputed) AS "undisputedBefore",
            coalesce((SELECT o.id FROM charge o
              WHERE o.entity_id = c.entity_id AND o.livemode = c.livemode AND o.account = c.account AND c.customer_id <> ''
                AND o.customer_id = c.customer_id AND o.id <> c.id AND o.paid AND o.amount_minor = c.amount_minor
                AND o.created_at BETWEEN c.created_at - interval '2 days' AND c.created_at + interval '2 days'
              ORDER BY o.created_at, o.id LIMIT 1), '') AS "twinChargeId"
       FROM charge c
       LEFT JOIN settlement s ON s.entity_id = c.entity_id AND s.livemode = c.livemode AND s.charge_id = c.id
       LEFT JOIN customer u ON u.entity_id = c.entity_id AND u.livemode = c.livemode AND u.account = c.account AND u.id = c.customer_id
      WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account = $3 AND c.id = $4 LIMIT 1`,
    key,
  )
  const items = row === undefined || row.invoiceId === '' ? [] : await readItems(tx, charge.account, row.invoiceId)
  const refunds = await tx.sql<{ amountMinor: bigint; status: string; createdAt: Date }>(
    `SELECT amount_minor AS "amountMinor", status, created_at AS "createdAt" FROM refund
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND charge_id = $4 AND status NOT IN ('failed', 'canceled') ORDER BY created_at`,
    key,
  )
  const shown = (minor: bigint) => formatMoney(money(minor, charge.currency))
  return {
    chargeId: charge.id,
    orderId: row?.orderId ?? '',
    invoiceNumber: row?.invoiceNumber ?? '',
    paidOn: dayOf(charge.createdAt),
    amount: shown(charge.amountMinor),
    sellerName,
    items: items.length > 0 ? items : charge.description === '' ? [] : [charge.description],
    buyerName: row?.buyerName ?? '',
    buyerEmail: row?.buyerEmail ?? '',
    billingAddress: addressOf(row?.billing),
    purchaseIp: row?.purchaseIp ?? '',
    shipping: {
      address: addressOf(row?.shipping?.address),
      carrier: textOf(row?.shipping?.carrier),
      tracking: textOf(row?.shipping?.tracking_number),
      name: textOf(row?.shipping?.name),
    },
    shippedOn: row?.shippedOn ?? '',
    refunds: refunds.map(({ amountMinor, createdAt }) => `${shown(amountMinor)} on ${dayOf(createdAt)}`),
    undisputedBefore: row?.undisputedBefore ?? 0,
    isAuthenticated: row?.authenticated === 'authenticated',
    twinChargeId: row?.twinChargeId ?? '',
  }
}

const ITEMS_MAX = 20

async function readItems(tx: Sql, account: string, invoiceId: string): Promise<string[]> {
  const rows = await tx.sql<{ description: string }>(
    `SELECT description FROM invoice_line WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND invoice_id = $4
      ORDER BY position LIMIT ${ITEMS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, account, invoiceId],
  )
  return rows.map(({ description }) => description).filter((description) => description !== '')
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const ADDRESS_PARTS = ['line1', 'line2', 'postal_code', 'city', 'state', 'country'] as const

function addressOf(address: unknown): string {
  if (typeof address !== 'object' || address === null) return ''
  const parts = address as Readonly<Record<string, unknown>>
  return ADDRESS_PARTS.map((part) => textOf(parts[part]))
    .filter((part) => part !== '')
    .join(', ')
}
