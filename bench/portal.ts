// Pages of the portal over a long past: how long their reads take under the seller's own role, for one seller with a tenth of everything
// and for a small one, and what the next payout costs against the sum of the whole past that it used to be. BENCH_TRANSACTIONS says
// how long the past is: 10000000 takes a quarter of an hour and 14 GB of disk.
import pg from 'pg'
import type { SellerActor } from '#lib/access/seller-actor.ts'
import { listOwnCases } from '#lib/disputes/for-seller.ts'
import { nameSellers } from '#lib/disputes/name-sellers.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { ownStatements } from '#lib/payouts/statements/for-seller.ts'
import { SYSTEM } from '#lib/platform/db.ts'
import { explainOwnPayout } from '#lib/portal/explain-own-payout.ts'
import { readEarnings } from '#lib/portal/read-earnings.ts'
import { readFees } from '#lib/portal/read-fees.ts'
import { readMessages } from '#lib/portal/read-messages.ts'
import { readNextPayout } from '#lib/portal/read-next-payout.ts'
import { readPayoutLines } from '#lib/portal/read-payout-lines.ts'
import { readPayout, readPayouts } from '#lib/portal/read-payouts.ts'
import { readPeople } from '#lib/portal/read-people.ts'
import { fillMarketplace } from './portal-fill.ts'
import type { Measurement } from './windows.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const USUAL = 1_000_000
const ROUNDS = 15
const READ_MS_MAX = 50
const LINES = 50
/** The longer the past, the more is saved: ten times at ten million. */
const TRANSACTIONS_PER_TIME = 1_000_000
const LARGE = { sellerId: 'sel_large', account: 'acct_large' }
const SMALL = { sellerId: 'sel_small7', account: 'acct_small7' }

const transactions = Number.parseInt(process.env.BENCH_TRANSACTIONS ?? '', 10) || USUAL

/** Each page with the reads that it waits for. */
const PAGES: readonly (readonly [string, (actor: SellerActor, payoutId: string) => Promise<unknown>])[] = [
  ['Earnings, what was earned', (actor) => readEarnings(actor, AT)],
  ['Earnings, next payout', (actor) => readNextPayout(actor, AT)],
  ['Payouts', (actor) => readPayouts(actor, null)],
  ['a payout', readPayout],
  ['a payout, explained', explainOwnPayout],
  ['a payout, its lines', (actor, payoutId) => readPayoutLines(actor, payoutId, '', LINES)],
  ['Fees', (actor) => readFees(actor, AT)],
  ['Disputes', (actor) => listOwnCases(actor, AT)],
  ['Statements', ownStatements],
  ['Messages', readMessages],
  ['People', readPeople],
]

export async function benchPortal(entity: Entity, superUrl: string): Promise<Measurement[]> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  const say = (what: string) => console.error(`        ${what}`)
  try {
    say(`writing ${transactions.toLocaleString('en')} balance transactions`)
    await client.query(
      `INSERT INTO seller (id, entity_id, livemode, stripe_account, name, email, country, default_currency, charges_enabled, payouts_enabled,
         transfers_status, disabled_reason, account_created_at, as_of)
       VALUES ($1, $2, false, $3, 'Large', '', 'US', 'USD', true, true, 'active', '', '2024-01-01Z', '2024-01-01Z')`,
      [LARGE.sellerId, entity.id, LARGE.account],
    )
    const until = AT.toISOString().slice(0, 10)
    await fillMarketplace(
      client,
      { entityId: entity.id, platform: entity.stripeAccount, large: LARGE, until, transactions },
      say,
    )
    say('naming sellers of refunds and disputes')
    await nameSellers(SYSTEM(entity))
    for (const table of ['refund', 'dispute']) await client.query(`VACUUM ANALYZE ${table}`)
    say('measuring')
    return [...(await measurePages(client, entity)), await againstThePast(client, entity)]
  } finally {
    await client.end()
  }
}

async function measurePages(client: pg.Client, entity: Entity): Promise<Measurement[]> {
  const measured: Measurement[] = []
  for (const [page, read] of PAGES) {
    const times: Record<'large' | 'small', number[]> = { large: [], small: [] }
    for (const [size, seller] of [
      ['large', LARGE],
      ['small', SMALL],
    ] as const) {
      const { rows } = await client.query<{ id: string }>(
        'SELECT id FROM payout WHERE entity_id = $1 AND account = $2 ORDER BY created_at DESC LIMIT 1',
        [entity.id, seller.account],
      )
      const actor = actorOf(entity, seller.sellerId)
      for (let round = 0; round <= ROUNDS; round += 1) {
        const took = await timed(() => read(actor, rows[0]?.id ?? ''))
        // The first round only warms up.
        if (round > 0) times[size].push(took)
      }
    }
    const large = fastest(times.large)
    measured.push({
      name: `${page}: the large seller’s read, of ${READ_MS_MAX} ms`,
      ratio: READ_MS_MAX / large,
      atLeast: 1,
      detail: `${ms(large)}, a small seller’s ${ms(fastest(times.small))}, the fastest of ${ROUNDS} each`,
    })
  }
  return measured
}

/** The next payout against adding the account's whole past up, by turns. */
async function againstThePast(client: pg.Client, entity: Entity): Promise<Measurement> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  const actor = actorOf(entity, LARGE.sellerId)
  for (let round = 0; round < ROUNDS / 3; round += 1) {
    ours.push(await timed(() => readNextPayout(actor, AT)))
    theirs.push(
      await timed(() =>
        client.query(
          `SELECT currency, payout_id = '', (available_on AT TIME ZONE 'UTC')::date, reporting_category, sum(net_minor) FROM balance_transaction
            WHERE entity_id = $1 AND livemode = false AND account = $2 AND balance_type = 'payments' GROUP BY 1, 2, 3, 4`,
          [entity.id, LARGE.account],
        ),
      ),
    )
  }
  return {
    name: 'the large seller’s next payout, of the sum of its whole past',
    ratio: fastest(theirs) / fastest(ours),
    atLeast: transactions / TRANSACTIONS_PER_TIME,
    detail: `${ms(fastest(ours))} against ${ms(fastest(theirs))}`,
  }
}

function actorOf(entity: Entity, sellerId: string): SellerActor {
  return {
    personId: 'per_bench',
    name: 'Bench',
    email: '',
    sellerId,
    role: 'owner',
    locale: 'en',
    entity,
    scope: { ...SYSTEM(entity), actor: 'per_bench', role: 'tieout_seller', sellerId },
    requestId: '',
    viewedBy: null,
  }
}

/** What it takes when nothing else has the machine: whatever came between only made it longer. */
const fastest = (times: readonly number[]) => Math.min(...times)
const ms = (value: number) => `${value.toFixed(1)} ms`

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
