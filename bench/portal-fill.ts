// The past of a large marketplace, written straight into its tables: one very large seller, many small ones, and the platform's
// own account. Day follows day, as it would have come.
import type { Client } from 'pg'

export type Marketplace = {
  readonly entityId: string
  readonly platform: string
  /** The seller with a sixth of all sellers' lines. */
  readonly large: { readonly sellerId: string; readonly account: string }
  /** The last day with sales, `2026-11-20`. */
  readonly until: string
  /** Balance transactions in all, about. */
  readonly transactions: number
}

/** One small seller to so many transactions: ten thousand of them beside ten million. */
const TRANSACTIONS_PER_SELLER = 1_000
const DAYS = 720
/** Of each sale: its charge and transfer, the seller's payment, and two charges of other sellers. */
const LINES_PER_SALE = 5
const LARGE_OF = 6
/** Small sellers are paid out every so many days, the large one every day. */
const CYCLE = 28

const salesOf = (transactions: number) => Math.floor(transactions / LINES_PER_SALE)
const sellersOf = (transactions: number) => Math.max(10, Math.floor(transactions / TRANSACTIONS_PER_SELLER))

/** Fills them; indexes of the longest table are made once, at its end. */
export async function fillMarketplace(client: Client, market: Marketplace, say: (what: string) => void): Promise<void> {
  await client.query(`SET session_replication_role = replica`)
  await client.query(`SET maintenance_work_mem = '1GB'`)
  await client.query(`SET synchronous_commit = off`)
  const back = await withoutIndexes(client, ['balance_transaction', 'charge'])
  for (const [what, statement] of statements(market)) {
    say(what)
    await client.query(statement)
  }
  say('indexes')
  for (const statement of back) await client.query(statement)
  await client.query(`SET session_replication_role = origin`)
  say('statistics')
  for (const table of FILLED) await client.query(`VACUUM ANALYZE ${table}`)
}

const FILLED = [
  'seller',
  'balance_transaction',
  'charge',
  'transfer',
  'transfer_origin',
  'settlement',
  'settlement_line',
  'settlement_share',
  'refund',
  'dispute',
  'payout',
  'payout_tie_out',
  'analytics_day',
] as const

/** Takes the indexes away and returns the statements that bring them back. */
async function withoutIndexes(client: Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; table: string; def: string; key: string | null }>(
    `SELECT i.indexname AS name, i.tablename AS table, i.indexdef AS def, pg_get_constraintdef(c.oid) AS key
       FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname AND c.contype = 'p' WHERE i.tablename = ANY($1)`,
    [tables],
  )
  for (const { name, table, key } of rows)
    await client.query(key === null ? `DROP INDEX "${name}"` : `ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`)
  return rows.map(({ name, table, def, key }) =>
    key === null ? def : `ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${key}`,
  )
}

function statements({ entityId, platform, large, until, transactions }: Marketplace): [string, string][] {
  const sales = salesOf(transactions)
  const small = sellersOf(transactions)
  const own = `'${entityId}', false`
  const day = `(date '${until}' - ${DAYS - 1} + (n * ${DAYS}::bigint / ${sales + 1})::int)`
  const moment = `(${day}::timestamp AT TIME ZONE 'UTC' + n * 7919 % 86400 * interval '1 second')`
  // Three lines of sellers per sale: the payment that its transfer made, and two charges on accounts of other sellers.
  const isLarge = (k: number) => `(3 * n + ${k}) % ${LARGE_OF} = 0`
  const account = (k: number) =>
    `CASE WHEN ${isLarge(k)} THEN '${large.account}' ELSE 'acct_small' || (3 * n + ${k}) % ${small} END`
  const seller = `CASE WHEN ${isLarge(0)} THEN '${large.sellerId}' ELSE 'sel_small' || (3 * n) % ${small} END`
  const of = `FROM generate_series(1, ${sales}::bigint) AS n`
  const id = `lpad(n::text, 10, '0')`
  const amount = `(2000 + n * 7919 % 20000)`
  const net = `(${amount} * 9 / 10)`
  const age = `(date '${until}' - ${day})`
  const payout = (k: number) =>
    `CASE WHEN ${isLarge(k)} THEN CASE WHEN ${age} < 2 THEN '' ELSE 'po_large_' || ${age} END
          WHEN ${age} < ${CYCLE} THEN '' ELSE 'po_' || (3 * n + ${k}) % ${small} || '_' || ${age} / ${CYCLE} END`
  const columns = `entity_id, livemode, account, id, type, reporting_category, amount_minor, fee_minor, net_minor, currency, balance_type, source_id,
    payout_id, fee_details, created_at, available_on, as_of, raw`
  const transaction = (of: string, from: string) =>
    `INSERT INTO balance_transaction (${columns}) SELECT ${own}, ${of}, 'USD', 'payments', ${from}`
  const times = (at: string, lag: number) => `'[]', ${at}, date_trunc('day', ${at}) + interval '${lag} days', ${at}, ''`
  const payouts = `(SELECT '${large.account}' AS account, 'po_large_' || a AS id, a FROM generate_series(2, ${DAYS - 1}) AS a
    UNION ALL SELECT 'acct_small' || s, 'po_' || s || '_' || c, c * ${CYCLE} FROM generate_series(0, ${small - 1}) AS s, generate_series(1, ${Math.floor((DAYS - 1) / CYCLE)}) AS c) p`
  const made = `((date '${until}' - a + 1)::timestamp AT TIME ZONE 'UTC')`
  const paid = `(SELECT b.account, b.payout_id, sum(b.amount_minor) AS gross, sum(b.fee_minor) AS fee, sum(b.net_minor) AS net, count(*) AS lines, max(b.created_at) AS last
    FROM balance_transaction b WHERE b.entity_id = '${entityId}' AND b.payout_id LIKE 'po\\_%' AND b.raw = '' GROUP BY 1, 2) p`
  return [
    [
      'sellers',
      `INSERT INTO seller (id, entity_id, livemode, stripe_account, name, email, country, default_currency, charges_enabled, payouts_enabled,
         transfers_status, disabled_reason, account_created_at, first_sale_at, as_of)
       SELECT 'sel_small' || n, ${own}, 'acct_small' || n, 'Small ' || n, '', 'US', 'USD', true, true, 'active', '', '2024-01-01Z', '2025-01-01Z', '2025-01-01Z'
         FROM generate_series(0, ${small - 1}) AS n`,
    ],
    [
      'the platform’s sales',
      transaction(
        `'${platform}', 'txn_c' || ${id}, 'charge', 'charge', ${amount}, 59, ${amount} - 59`,
        `'ch_b' || ${id}, '', ${times(moment, 2)} ${of}`,
      ),
    ],
    [
      'its transfers',
      transaction(
        `'${platform}', 'txn_t' || ${id}, 'transfer', 'transfer', -${net}, 0, -${net}`,
        `'tr_b' || ${id}, '', ${times(moment, 0)} ${of}`,
      ),
    ],
    ...[0, 1, 2].map((k): [string, string] => [
      `sellers’ lines, part ${k + 1} of 3`,
      transaction(
        `${account(k)}, 'txn_${'pde'[k]}' || ${id}, ${k === 0 ? "'payment'" : "'charge'"}, 'charge', ${net}, ${k === 0 ? 0 : 30}, ${net} - ${k === 0 ? 0 : 30}`,
        `'${k === 0 ? 'py_b' : `ch_${'de'[k - 1]}`}' || ${id}, ${payout(k)}, ${times(moment, 2)} ${of}`,
      ),
    ]),
    [
      'payouts',
      `INSERT INTO payout (entity_id, livemode, account, id, status, amount_minor, currency, automatic, method, arrival_at, reconciliation_status,
         balance_transaction_id, failure_balance_transaction_id, failure_code, created_at, as_of, raw)
       SELECT ${own}, p.account, p.id, 'paid', 0, 'USD', true, 'standard', ${made} + interval '2 days', 'completed', 'txn_' || p.id || p.account, '', '', ${made}, ${made}, '' FROM ${payouts}`,
    ],
    [
      'what they are made of',
      `INSERT INTO payout_tie_out (entity_id, livemode, account, payout_id, mode, state, payout_status, currency, payout_minor, gross_minor, fee_minor,
         net_minor, line_count, remainder_minor, expected_minor, categories, created_at, arrival_at, checked_at, is_due, reason)
       SELECT ${own}, p.account, p.payout_id, 'breakdown', 'tied', 'paid', 'USD', p.net, p.gross, p.fee, p.net, p.lines, 0, p.net, '[]', p.last, p.last, p.last, false, '' FROM ${paid}`,
    ],
    [
      'their amounts',
      `UPDATE payout p SET amount_minor = t.payout_minor FROM payout_tie_out t WHERE t.entity_id = p.entity_id AND t.livemode = p.livemode
          AND t.account = p.account AND t.payout_id = p.id AND p.entity_id = '${entityId}' AND p.raw = ''`,
    ],
    [
      'what left with them',
      transaction(
        `p.account, 'txn_' || p.id || p.account, 'payout', 'payout', -p.amount_minor, 0, -p.amount_minor`,
        `p.id, p.id, ${times('p.created_at', 0)} FROM payout p WHERE p.entity_id = '${entityId}' AND p.raw = '' AND p.id LIKE 'po\\_%'`,
      ),
    ],
    [
      'charges',
      `INSERT INTO charge (entity_id, livemode, account, id, status, paid, amount_minor, refunded_minor, currency, disputed, customer_id, payment_intent_id,
         balance_transaction_id, transfer_group, source_transfer_id, destination, metadata, created_at, as_of, raw)
       SELECT ${own}, '${platform}', 'ch_b' || ${id}, 'succeeded', true, ${amount}, 0, 'USD', false, '', '', 'txn_c' || ${id}, '', '', '', '{}'::jsonb, ${moment}, ${moment}, '' ${of}
       UNION ALL SELECT ${own}, ${account(0)}, 'py_b' || ${id}, 'succeeded', true, ${net}, 0, 'USD', false, '', '', 'txn_p' || ${id}, '', 'tr_b' || ${id}, '', '{}'::jsonb, ${moment}, ${moment}, '' ${of}`,
    ],
    [
      'transfers',
      `INSERT INTO transfer (entity_id, livemode, account, id, amount_minor, reversed_minor, currency, destination, destination_payment_id, source_transaction_id,
         transfer_group, balance_transaction_id, metadata, created_at, as_of, raw)
       SELECT ${own}, '${platform}', 'tr_b' || ${id}, ${net}, 0, 'USD', ${account(0)}, 'py_b' || ${id}, 'ch_b' || ${id}, '', 'txn_t' || ${id}, '{}', ${moment}, ${moment}, '' ${of}`,
    ],
    [
      'where they come from',
      `INSERT INTO transfer_origin (entity_id, livemode, object_id, origin, settlement_id, seller_id, reason, at)
       SELECT ${own}, 'tr_b' || ${id}, 'executed', 'stl_0' || ${id}, ${seller}, '', ${moment} ${of}`,
    ],
    [
      'settlements',
      `INSERT INTO settlement (id, entity_id, livemode, source_kind, source_id, charge_id, balance_transaction_id, order_id, transfer_group, currency, gross_minor,
         processor_fee_minor, commission_minor, tax_minor, sellers_minor, collected_at, accounting_on, state, state_reason, before_go_live, version, summary, checks, recorded_at, updated_at)
       SELECT 'stl_0' || ${id}, ${own}, 'charge', 'ch_b' || ${id}, 'ch_b' || ${id}, 'txn_c' || ${id}, 'order-' || n, '', 'USD', ${amount}, 59, ${amount} - ${net}, 0, ${net},
              ${moment}, ${day}, 'settled', '', false, 1, '', '[]', ${moment}, ${moment} ${of}`,
    ],
    [
      'their lines',
      `INSERT INTO settlement_line (settlement_id, version, line_no, entity_id, kind, source_line_id, description, seller_id, category, line_type, gross_minor, tax_minor,
         commission_minor, seller_fee_minor, seller_minor, contract_version_id, rule_id, trace)
       SELECT 'stl_0' || ${id}, 1, 1, '${entityId}', 'collected', 'ch_b' || ${id}, 'Goods', ${seller}, '', 'product', ${amount}, 0, ${amount} - ${net}, 0, ${net}, '', '', '' ${of}`,
    ],
    [
      'their shares',
      `INSERT INTO settlement_share (settlement_id, seller_id, entity_id, livemode, currency, owed_minor, transferred_minor, state)
       SELECT 'stl_0' || ${id}, ${seller}, ${own}, 'USD', ${net}, ${net}, 'executed' ${of}`,
    ],
    [
      'refunds and disputes',
      `WITH refunded AS (
         INSERT INTO refund (entity_id, livemode, account, id, status, amount_minor, currency, charge_id, balance_transaction_id, failure_balance_transaction_id, reason, metadata, created_at, as_of, raw)
         SELECT ${own}, '${platform}', 're_b' || ${id}, 'succeeded', ${amount}, 'USD', 'ch_b' || ${id}, '', '', '', '{}', ${moment}, ${moment}, '' ${of} WHERE n % 25 < 2)
       INSERT INTO dispute (entity_id, livemode, account, id, amount_minor, currency, status, reason, charge_id, payment_intent_id, balance_transaction_ids, due_at, metadata, created_at, as_of, raw)
       SELECT ${own}, '${platform}', 'dp_b' || ${id}, ${amount}, 'usd', CASE WHEN ${age} < 10 THEN 'needs_response' WHEN n % 3 = 0 THEN 'won' ELSE 'lost' END, 'fraudulent', 'ch_b' || ${id}, '', '[]',
              ${moment} + interval '14 days', '{}', ${moment}, ${moment}, '{}' ${of} WHERE n % 100 < 2`,
    ],
    [
      'days',
      `INSERT INTO analytics_day (entity_id, livemode, on_day, seller_id, currency, category, method, reason, gross_minor, refund_minor, orders, payments, dispute_minor,
         commission_minor, seller_net_minor, processor_fee_minor, disputes, payout_minor, payouts, payout_failures, payout_seconds, payouts_arrived)
       SELECT ${own}, on_day, seller_id, 'USD', 'goods', 'card', '', sum(amount), 0, count(*), count(*), 0, sum(amount - net), sum(net), 59 * count(*), 0, 0, 0, 0, 0, 0
         FROM (SELECT ${day} AS on_day, ${seller} AS seller_id, ${amount} AS amount, ${net} AS net ${of}) s GROUP BY 3, 4`,
    ],
  ]
}
