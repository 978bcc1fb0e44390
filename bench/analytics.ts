// Tool calls measured over a long past: how long one takes, against a raw scan of the balance transactions that comes to the same
// figures, against its own statement alone, and how soon an answer begins. BENCH_TRANSACTIONS says how long the past is:
// 10000000 takes some minutes and 4 GB of disk.
import pg from 'pg'
import { askBooks } from '#lib/analytics/ask.ts'
import { compile } from '#lib/analytics/compile/compile.ts'
import { planOf } from '#lib/analytics/compile/plan.ts'
import { type AnalyticsQueryInput, analyticsQuery } from '#lib/analytics/schema.ts'
import { answering } from '#lib/assistant/chat/loop.ts'
import { chooseModel } from '#lib/assistant/models/choose-model.ts'
import { queryMetricsTool } from '#lib/assistant/tools/query-metrics.ts'
import type { ToolContext } from '#lib/assistant/tools/tool.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { Measurement } from './windows.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const NOW = { today: '2026-11-20', fiscalStartsMonth: 1 }
const USUAL = 2_000_000
const SELLERS = 500
const DAYS = 720
const ROUNDS = 25
const RAW_ROUNDS = 3
const TOOL_MS_MAX = 50
const OVERHEAD_MS_MAX = 20
const FIRST_WORD_MS_MAX = 150

const transactions = Number.parseInt(process.env.BENCH_TRANSACTIONS ?? '', 10) || USUAL

type Question = { readonly query: AnalyticsQueryInput; readonly raw?: string }

/** What the raw scans add up: charges and refunds of every seller's account, in the books' days. */
const RAW = (keys: string, from: string, where = 'true') => `
SELECT ${keys}, coalesce(sum(b.amount_minor) FILTER (WHERE b.type = 'charge'), 0) AS gross, coalesce(-sum(b.amount_minor) FILTER (WHERE b.type = 'refund'), 0) AS refunds
  FROM balance_transaction b ${from}
 WHERE b.entity_id = $1 AND b.livemode = false AND ${where} GROUP BY ${keys}`
const within = (from: string, until: string) =>
  `b.created_at >= '${from}'::timestamptz AND b.created_at < '${until}'::timestamptz`
const LAST_QUARTER = within('2026-07-01Z', '2026-10-01Z')

/** Questions as pages and people ask them; those with a raw scan come to its rows. */
const QUESTIONS: readonly Question[] = [
  {
    query: { metrics: ['gross_volume', 'refunds'], dimensions: ['month'], period: '2025-01-01..2026-10-31' },
    raw: RAW(`date_trunc('month', b.created_at AT TIME ZONE 'UTC')::date`, '', within('2025-01-01Z', '2026-11-01Z')),
  },
  {
    query: { metrics: ['gross_volume', 'refunds'], dimensions: ['seller'], period: 'last quarter', limit: 1_000 },
    raw: RAW('s.id', 'JOIN seller s ON s.stripe_account = b.account', LAST_QUARTER),
  },
  {
    query: { metrics: ['gross_volume', 'refunds'], dimensions: ['country'], period: 'last quarter' },
    raw: RAW('s.country', 'JOIN seller s ON s.stripe_account = b.account', LAST_QUARTER),
  },
  {
    query: {
      metrics: ['refund_rate'],
      dimensions: ['seller'],
      period: 'last quarter',
      order: { by: 'refund_rate' },
      limit: 10,
    },
  },
  {
    query: {
      metrics: ['gross_volume', 'refund_rate'],
      dimensions: ['seller'],
      period: 'last month',
      comparison: 'previous_period',
      conditions: [
        { metric: 'gross_volume', of: 'change', is: 'below', than: '0' },
        { metric: 'refund_rate', of: 'change', is: 'above', than: '0' },
      ],
    },
  },
  { query: { metrics: ['orders'], dimensions: ['day'], period: 'last 90 days' } },
  { query: { metrics: ['gross_volume'], period: 'last 30 days', comparison: 'previous_period' } },
  {
    query: {
      metrics: ['gross_volume'],
      dimensions: ['week'],
      filters: [{ dimension: 'seller', values: ['Seller 7'] }],
      period: 'this year',
    },
  },
]

export async function benchAnalytics(entity: Entity, superUrl: string): Promise<Measurement[]> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    await fill(client, entity)
    const scope = SYSTEM(entity)
    const asker = { personId: scope.actor, name: 'Bench', roles: ['analyst' as const], entity, scope }
    const context: ToolContext = { asker, at: AT, page: '' }
    await requireSame(client, entity, context)
    const { calls, overheads } = await measureCalls(client, context)
    const raws = await rawAgainstCalls(client, entity, context)
    const firsts = await firstWords(context)
    return [
      atMost(
        `a tool call over ${transactions.toLocaleString('en')} balance transactions, p95`,
        at(calls, 0.95),
        TOOL_MS_MAX,
        `p50 ${ms(at(calls, 0.5))}`,
      ),
      ...raws,
      atMost(
        'what a tool call adds to its statement, median',
        at(overheads, 0.5),
        OVERHEAD_MS_MAX,
        `p95 ${ms(at(overheads, 0.95))}`,
      ),
      atMost(
        'from the question to the first part of an answer by the offline analyst, median',
        at(firsts, 0.5),
        FIRST_WORD_MS_MAX,
        `p95 ${ms(at(firsts, 0.95))}`,
      ),
    ]
  } finally {
    await client.end()
  }
}

const at = (times: readonly number[], share: number) =>
  times.toSorted((left, right) => left - right)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
const ms = (value: number) => `${value.toFixed(1)} ms`
const atMost = (name: string, value: number, most: number, detail: string): Measurement => ({
  name: `${name}, of ${most} ms`,
  ratio: most / value,
  atLeast: 1,
  detail: `${ms(value)}, ${detail}`,
})

/** Charges and refunds on the accounts of sellers, and what the days amount to: as the counting makes it of such a past. */
async function fill(client: pg.Client, { id }: Entity): Promise<void> {
  const say = (what: string) => console.error(`        ${what}`)
  say(`writing ${transactions.toLocaleString('en')} balance transactions`)
  await client.query(`SET session_replication_role = replica`)
  const { rows } = await client.query<{ def: string; name: string }>(
    `SELECT indexdef AS def, indexname AS name FROM pg_indexes WHERE tablename = 'balance_transaction' AND indexname <> 'balance_transaction_pkey'`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${client.escapeIdentifier(name)}`)
  await client.query('ALTER TABLE balance_transaction DROP CONSTRAINT balance_transaction_pkey')
  await client.query(
    `INSERT INTO seller (id, entity_id, livemode, stripe_account, name, email, country, default_currency, charges_enabled, payouts_enabled,
       transfers_status, disabled_reason, account_created_at, first_sale_at, as_of)
     SELECT 'sel_' || n, $1, false, 'acct_' || n, 'Seller ' || n, '', (ARRAY['US', 'DE', 'FR', 'JP', 'AT'])[1 + n % 5], 'USD', true, true, 'active', '',
       '2024-01-01Z', '2025-01-01Z', '2025-01-01Z' FROM generate_series(0, ${SELLERS - 1}) AS n`,
    [id],
  )
  await client.query(
    `INSERT INTO balance_transaction (entity_id, livemode, account, id, type, reporting_category, amount_minor, fee_minor, net_minor, currency,
       balance_type, source_id, fee_details, created_at, available_on, as_of, raw)
     SELECT $1, false, 'acct_' || n % ${SELLERS}, 'txn_' || n, kind, kind, amount, 30, amount - 30, 'USD', 'payments', 'ch_' || n, '[]', moment, moment, moment, ''
       FROM (SELECT n, CASE WHEN n % 23 = 0 THEN 'refund' ELSE 'charge' END AS kind,
                    (500 + n * 7919 % 20000) * CASE WHEN n % 23 = 0 THEN -1 ELSE 1 END AS amount,
                    '2024-12-01T00:00:00Z'::timestamptz + (n / ${SELLERS}) % ${DAYS} * interval '1 day' + n % 86400 * interval '1 second' AS moment
               FROM generate_series(1, ${transactions}::bigint) AS n) made`,
    [id],
  )
  say('counting its days')
  const sums = `sum(CASE WHEN b.type = 'charge' THEN b.amount_minor ELSE 0 END), sum(CASE WHEN b.type = 'refund' THEN -b.amount_minor ELSE 0 END),
      count(*) FILTER (WHERE b.type = 'charge')`
  const zeros = '0, 0, 0, 0, 0, 0, 0, 0, 0, 0'
  const rest = `dispute_minor, commission_minor, seller_net_minor, processor_fee_minor, disputes, payout_minor, payouts, payout_failures, payout_seconds, payouts_arrived`
  for (const [table, day, seller] of [
    ['analytics_day', `(b.created_at AT TIME ZONE 'UTC')::date`, true],
    ['analytics_total', `(b.created_at AT TIME ZONE 'UTC')::date`, false],
    ['analytics_month', `date_trunc('month', b.created_at AT TIME ZONE 'UTC')::date`, true],
  ] as const)
    await client.query(
      `INSERT INTO ${table} (entity_id, livemode, on_day, ${seller ? 'seller_id, ' : ''}currency, category, method, reason, gross_minor, refund_minor, orders, payments, ${rest})
       SELECT $1, false, on_day, ${seller ? 'seller_id, ' : ''}'USD', 'books', 'card', '', gross, refund, orders, orders, ${zeros}
         FROM (SELECT ${day} AS on_day${seller ? `, 'sel_' || substr(b.account, 6) AS seller_id` : ''}, ${sums} FROM balance_transaction b WHERE b.entity_id = $1
                GROUP BY 1${seller ? ', 2' : ''}) AS s (on_day, ${seller ? 'seller_id, ' : ''}gross, refund, orders)`,
      [id],
    )
  await client.query('SET session_replication_role = origin')
  for (const table of ['balance_transaction', 'seller', 'analytics_day', 'analytics_total', 'analytics_month'])
    await client.query(`VACUUM ANALYZE ${table}`)
  say('measuring')
}

/** A comparison of two answers that differ would compare nothing. */
async function requireSame(client: pg.Client, { id }: Entity, { asker }: ToolContext): Promise<void> {
  for (const { query, raw } of QUESTIONS) {
    if (raw === undefined) continue
    const { rows } = await client.query<{ gross: string; refunds: string }>(raw, [id])
    const answer = await askBooks({ actor: asker, query, at: AT })
    const sum = (values: readonly (string | null | undefined)[]) =>
      values.reduce((total, value) => total + BigInt(value ?? '0'), 0n)
    const ours = [
      sum(answer.rows.map(({ figures }) => figures.gross_volume)),
      sum(answer.rows.map(({ figures }) => figures.refunds)),
    ]
    const theirs = [sum(rows.map(({ gross }) => gross)), sum(rows.map(({ refunds }) => refunds))]
    if (answer.rows.length !== rows.length || ours.join() !== theirs.join())
      throw new Error(
        `The raw scan comes to ${theirs.join(' and ')} in ${rows.length} rows, the answer to ${ours.join(' and ')} in ${answer.rows.length}.`,
      )
  }
}

/** Each question's statement alone and as a tool call, by turns, so that a busy machine slows both. */
async function measureCalls(
  client: pg.Client,
  context: ToolContext,
): Promise<{ calls: number[]; overheads: number[] }> {
  const { entity } = context.asker
  const calls: number[] = []
  const overheads: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const { query } of QUESTIONS) {
      const { text, values } = compile(planOf(analyticsQuery.parse(query), { entity, now: NOW }))
      const bare = await timed(() => client.query(text, [...values]))
      const call = await timed(() => queryMetricsTool.run(context, query))
      // The first round only warms up.
      if (round === 0) continue
      calls.push(call)
      overheads.push(call - bare)
    }
  return { calls, overheads }
}

async function rawAgainstCalls(client: pg.Client, { id }: Entity, context: ToolContext): Promise<Measurement[]> {
  const measured: Measurement[] = []
  for (const { query, raw } of QUESTIONS) {
    if (raw === undefined) continue
    const raws: number[] = []
    const calls: number[] = []
    for (let round = 0; round < RAW_ROUNDS; round += 1) {
      raws.push(await timed(() => client.query(raw, [id])))
      calls.push(await timed(() => queryMetricsTool.run(context, query)))
    }
    const by = query.dimensions?.[0] ?? 'all'
    measured.push({
      name: `a tool call by ${by}, of the raw scan of the same`,
      ratio: at(raws, 0.5) / at(calls, 0.5),
      atLeast: 10,
      detail: `${ms(at(calls, 0.5))} against ${ms(at(raws, 0.5))}`,
    })
  }
  return measured
}

const ASKED = [
  'Which sellers had the highest refund rates last quarter?',
  'gross volume by month this year',
  'what are our fees?',
]

/** How long the loop takes to its first visible part, on the offline analyst: the route around it is not in it. */
async function firstWords(context: ToolContext): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    for (const text of ASKED) {
      const messageId = newId('cms')
      const started = performance.now()
      const { chunks } = answering({
        context,
        chosen: chooseModel(context),
        messages: [{ id: newId('cms'), role: 'user', parts: [{ type: 'text', text }] }],
        messageId,
        of: { scope: context.asker.scope, conversationId: '', messageId, at: AT },
        signal: new AbortController().signal,
      })
      let first: number | undefined
      for await (const { type } of chunks)
        if (/^(?:text-delta|tool-input-available)$/.test(type)) first ??= performance.now() - started
      if (first !== undefined) times.push(first)
    }
  return times
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
