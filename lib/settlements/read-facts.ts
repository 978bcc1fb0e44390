import type { Sql } from '#lib/platform/db.ts'
import type { Backing, ChargeFact, Facts, InvoiceFact, InvoiceLineFact, Metadata, RefundFact, Source } from './facts.ts'
import { readDisputes, readFee, readSession, type TakenFee } from './read-connect.ts'

/** Reads what the mirror knows about a source of the platform's own account, or about a seller's charge it takes a fee of. */
export async function readFacts(tx: Sql, account: string, source: Source): Promise<Facts> {
  const direct = source.kind === 'charge' ? await directFee(tx, account, source.id) : null
  const key = [tx.scope.entityId, tx.scope.livemode, direct?.sellerAccount ?? account, source.id]
  const invoice = source.kind === 'invoice' ? await readInvoice(tx, key) : null
  const invoiceLines = invoice === null ? [] : await readLines(tx, key)
  const charges = await readCharges(tx, key, source)
  const where = { account, chargeIds: charges.map((charge) => charge.id) }
  const disputes = direct === null ? await readDisputes(tx, where) : { lost: [], open: [], count: 0 }
  const session = await readSession(
    tx,
    key[2] as string,
    charges.map((charge) => charge.paymentIntentId),
  )
  const refunds = direct?.refunds ?? [
    ...(charges.length === 0 ? [] : await readRefunds(tx, key, charges)),
    ...disputes.lost,
  ]
  return {
    source,
    invoice,
    invoiceLines,
    paymentCount: invoice?.paymentCount ?? 0,
    // What a direct charge brings the platform is its fee; the charge itself is the seller's.
    charges: direct === null ? charges : charges.map((charge) => ({ ...charge, backing: direct.backing })),
    paymentMetadata: [
      ...(session === null ? [] : [session.metadata]),
      ...charges.map((charge) => charge.intentMetadata),
      ...charges.map((charge) => charge.metadata),
    ],
    refunds,
    fee: direct ?? (charges.length === 0 ? null : await readFee(tx, where)),
    openDisputes: disputes.open,
    disputeCount: disputes.count,
    session,
  }
}

/** The fee of a seller's own charge; null for every charge of the platform's. */
async function directFee(tx: Sql, account: string, chargeId: string): Promise<TakenFee | null> {
  const fee = await readFee(tx, { account, chargeIds: [chargeId] })
  return fee?.isDirect ? fee : null
}

/** The invoice that asked for a charge, or null while none is known to. */
export async function invoiceOfCharge(tx: Sql, account: string, chargeId: string): Promise<string | null> {
  const [row] = await tx.sql<{ invoice_id: string }>(
    `SELECT p.invoice_id FROM charge c JOIN invoice_payment p
         ON p.entity_id = c.entity_id AND p.livemode = c.livemode AND p.account = c.account
        AND (p.charge_id = c.id OR (p.payment_intent_id = c.payment_intent_id AND c.payment_intent_id <> ''))
      WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account = $3 AND c.id = $4 ORDER BY p.invoice_id LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, account, chargeId],
  )
  return row?.invoice_id ?? null
}

type Key = readonly unknown[]
const OURS = (table: string) => `${table}.entity_id = $1 AND ${table}.livemode = $2 AND ${table}.account = $3`

async function readInvoice(tx: Sql, key: Key): Promise<(InvoiceFact & { readonly paymentCount: number }) | null> {
  const [row] = await tx.sql<InvoiceFact & { paymentCount: number }>(
    `SELECT id, number, status, customer_id AS "customerId", upper(currency) AS currency, total_minor AS "totalMinor",
            amount_paid_minor AS "amountPaidMinor", amount_remaining_minor AS "amountRemainingMinor",
            billing_reason AS "billingReason", metadata, created_at AS "createdAt", paid_at AS "paidAt",
            (SELECT count(*)::int FROM invoice_payment p WHERE ${OURS('p')} AND p.invoice_id = $4 AND p.status = 'paid'
                AND p.amount_paid_minor > 0 AND (p.payment_intent_id <> '' OR p.charge_id <> '')) AS "paymentCount"
       FROM invoice i WHERE ${OURS('i')} AND id = $4`,
    key,
  )
  return row ?? null
}

function readLines(tx: Sql, key: Key): Promise<InvoiceLineFact[]> {
  return tx.sql<InvoiceLineFact>(
    `SELECT id, description, amount_minor AS "amountMinor", discount_minor AS "discountMinor", tax_minor AS "taxMinor", metadata
       FROM invoice_line l WHERE ${OURS('l')} AND invoice_id = $4 ORDER BY position, id`,
    key,
  )
}

/** Payment methods that tell days later whether they succeeded, and may fail after that: docs.stripe.com/payments/bank-debits */
const BANK_DEBITS = [
  'us_bank_account',
  'ach_debit',
  'sepa_debit',
  'bacs_debit',
  'acss_debit',
  'au_becs_debit',
  'nz_bank_account',
]

type ReadCharge = ChargeFact & { readonly intentMetadata: Metadata }

type ChargeRow = Omit<ReadCharge, 'backing'> & {
  btId: string | null
  btAmountMinor: bigint
  btFeeMinor: bigint
  btCurrency: string
  btCreatedAt: Date
}

/** Charges that paid an invoice, or the one charge. A payment's failed attempts are charges too: they brought nothing. */
async function readCharges(tx: Sql, key: Key, source: Source): Promise<ReadCharge[]> {
  const isPart =
    source.kind === 'charge'
      ? 'c.id = $4'
      : `c.status = 'succeeded' AND c.id IN (
           SELECT p.charge_id FROM invoice_payment p WHERE ${OURS('p')} AND p.invoice_id = $4 AND p.status = 'paid'
           UNION ALL
           SELECT x.id FROM invoice_payment p JOIN charge x ON ${OURS('x')} AND x.payment_intent_id = p.payment_intent_id
            WHERE ${OURS('p')} AND p.invoice_id = $4 AND p.status = 'paid' AND p.payment_intent_id <> '')`
  const rows = await tx.sql<ChargeRow>(
    `SELECT c.id, c.account, c.destination, c.on_behalf_of AS "onBehalfOf", c.transfer_id AS "transferId",
            c.application_fee_id AS "applicationFeeId", c.status, c.amount_minor AS "amountMinor", upper(c.currency) AS currency, c.disputed,
            c.customer_id AS "customerId", c.payment_intent_id AS "paymentIntentId", c.transfer_group AS "transferGroup", c.metadata,
            coalesce(i.metadata, '{}') AS "intentMetadata",
            CASE WHEN c.raw ~ '(_debit|_bank_account)"' AND c.raw::jsonb #>> '{payment_method_details,type}' = ANY ($5::text[])
                 THEN b.available_on END AS "debitAvailableAt",
            b.id AS "btId", b.amount_minor AS "btAmountMinor", upper(b.currency) AS "btCurrency", b.created_at AS "btCreatedAt",
            b.fee_minor - coalesce((SELECT sum((d ->> 'amountMinor')::bigint) FROM jsonb_array_elements(b.fee_details) d
                                     WHERE d ->> 'type' = 'application_fee'), 0)::bigint AS "btFeeMinor"
       FROM charge c LEFT JOIN balance_transaction b ON ${OURS('b')} AND b.id = c.balance_transaction_id
            LEFT JOIN payment_intent i ON ${OURS('i')} AND i.id = c.payment_intent_id
      WHERE ${OURS('c')} AND ${isPart} ORDER BY c.id`,
    [...key, BANK_DEBITS],
  )
  return rows.map(({ btId, btAmountMinor, btFeeMinor, btCurrency, btCreatedAt, ...charge }) => ({
    ...charge,
    backing:
      btId === null
        ? null
        : ({
            id: btId,
            amountMinor: btAmountMinor,
            feeMinor: btFeeMinor,
            currency: btCurrency,
            createdAt: btCreatedAt,
          } satisfies Backing),
  }))
}

function readRefunds(tx: Sql, key: Key, charges: readonly ChargeFact[]): Promise<RefundFact[]> {
  return tx.sql<RefundFact>(
    `SELECT id, status, charge_id AS "chargeId", amount_minor AS "amountMinor",
            balance_transaction_id AS "balanceTransactionId", created_at AS "createdAt",
            (SELECT sum(b.amount_minor)::bigint FROM balance_transaction b
              WHERE ${OURS('b')} AND b.id IN (r.balance_transaction_id, r.failure_balance_transaction_id)
                AND upper(b.currency) <> upper(r.currency)
             HAVING count(*) = CASE WHEN r.status IN ('failed', 'canceled') THEN 2 ELSE 1 END) AS "cashMinor"
       FROM refund r WHERE ${OURS('r')} AND charge_id = ANY($4::text[]) ORDER BY created_at, id`,
    [...key.slice(0, 3), charges.map((charge) => charge.id)],
  )
}
