// Puts a marketplace's days, payouts and bank accounts where the product keeps them, in place of the last one's.
import type pg from 'pg'
import type { Entity } from '#lib/entities/entity.ts'
import { END, type Facts } from './health-facts.ts'

const TABLES = ['analytics_day', 'analytics_total', 'seller_bank_account', 'payout', 'seller']
const AS_OF = new Date(END * 1000).toISOString()
const instant = (at: number) => new Date(at * 1000).toISOString()

/** Sellers' ids are their accounts'. Triggers stay quiet: nothing is to be counted again. */
export async function loadFacts(client: pg.Client, { id, livemode }: Entity, facts: Facts): Promise<void> {
  await client.query('SET session_replication_role = replica')
  for (const table of TABLES) await client.query(`DELETE FROM ${table}`)
  const { sellers, days, payouts, banks } = facts
  const created = new Map(sellers.map((seller) => [seller.account, seller.created]))
  await client.query(
    `INSERT INTO seller (id, entity_id, livemode, stripe_account, name, email, country, default_currency, charges_enabled, payouts_enabled,
                         transfers_status, disabled_reason, account_created_at, charges_enabled_at, as_of)
     SELECT n.account, $1, $2, n.account, n.account, '', '', n.currency, true, true, 'active', '', n.created, n.created, $6::text::timestamptz
       FROM unnest($3::text[], $4::text[], $5::text[]::timestamptz[]) AS n (account, currency, created)`,
    [
      id,
      livemode,
      sellers.map((one) => one.account),
      sellers.map((one) => one.currency),
      sellers.map((one) => instant(one.created)),
      AS_OF,
    ],
  )
  await client.query(
    `INSERT INTO analytics_day (entity_id, livemode, on_day, seller_id, currency, category, method, reason, gross_minor, refund_minor, orders, disputes, payouts, payout_failures)
     SELECT $1, $2, n.day::date, n.seller, n.currency, '', '', '', n.gross, n.refund, n.orders, n.disputes, n.payouts, n.failures
       FROM unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
         AS n (day, seller, currency, gross, refund, orders, disputes, payouts, failures)`,
    [
      id,
      livemode,
      days.map((one) => one.day),
      days.map((one) => one.seller),
      days.map((one) => one.currency),
      days.map((one) => one.gross),
      days.map((one) => one.refund),
      days.map((one) => one.orders),
      days.map((one) => one.disputes),
      days.map((one) => one.payouts),
      days.map((one) => one.failures),
    ],
  )
  await client.query(
    `INSERT INTO analytics_total (entity_id, livemode, on_day, currency, category, method, reason, gross_minor, orders)
     SELECT entity_id, livemode, on_day, currency, '', '', '', sum(gross_minor), sum(orders) FROM analytics_day GROUP BY 1, 2, 3, 4`,
  )
  await client.query(
    `INSERT INTO seller_bank_account (entity_id, livemode, seller_id, id, fingerprint, last4, currency, first_seen_at)
     SELECT $1, $2, n.account, n.bank, n.fingerprint, '0000', '', n.created
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]::timestamptz[]) AS n (account, bank, fingerprint, created)`,
    [
      id,
      livemode,
      banks.map((one) => one.account),
      banks.map((one) => one.id),
      banks.map((one) => one.fingerprint),
      banks.map((one) => instant(created.get(one.account) ?? 0)),
    ],
  )
  await client.query(
    `INSERT INTO payout (entity_id, livemode, account, id, status, amount_minor, currency, automatic, method, arrival_at, reconciliation_status,
                         balance_transaction_id, failure_balance_transaction_id, failure_code, destination_id, created_at, as_of, raw)
     SELECT $1, $2, n.account, 'po_' || n.nth, n.status, n.amount, n.currency, n.automatic, n.method, n.created, '', '', '', '', n.destination, n.created, n.created, ''
       FROM unnest($3::text[], $4::text[], $5::bigint[], $6::text[], $7::boolean[], $8::text[], $9::text[], $10::text[]::timestamptz[])
         WITH ORDINALITY AS n (account, status, amount, currency, automatic, method, destination, created, nth)`,
    [
      id,
      livemode,
      payouts.map((one) => one.account),
      payouts.map((one) => one.status),
      payouts.map((one) => one.amount),
      payouts.map((one) => one.currency),
      payouts.map((one) => one.automatic),
      payouts.map((one) => one.method),
      payouts.map((one) => one.destination),
      payouts.map((one) => instant(one.created)),
    ],
  )
  await client.query('SET session_replication_role = DEFAULT')
}
