// Posting measured against itself: the product's way into the journal beside a bare SQL function, and batches beside entries
// one by one. Windows rotate within one run, so that a busy machine slows both sides; medians of the windows count.
import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { Entity } from '#lib/entities/entity.ts'
import { credit, debit, type EntryDraft } from '#lib/ledger/entry.ts'
import { entriesAsJson, postingStatement } from '#lib/ledger/post.ts'
import { inRawTransactionEndingWith, type Scope, SYSTEM } from '#lib/platform/db.ts'
import { compared, type Measurement, medianRates } from './windows.ts'

const CONNECTIONS = 8
const WINDOWS = 7
const WINDOW_MS = 1_500
const BATCH = 1_000
const AT = new Date('2026-11-20T12:00:00Z')

/** Runs both comparisons on a migrated database. `superUrl` may create the bare tables beside the journal's. */
export async function benchLedger(entity: Entity, superUrl: string): Promise<Measurement[]> {
  const setup = new pg.Client({ connectionString: superUrl })
  await setup.connect()
  await setup.query(readFileSync(new URL('./ledger-bare.sql', import.meta.url), 'utf8'))
  await setup.end()
  const bare = new pg.Pool({ connectionString: superUrl, max: CONNECTIONS })
  try {
    const scope = SYSTEM(entity)
    return [await productAgainstBare(scope, bare), await batchesAgainstSingles(scope)]
  } finally {
    await bare.end()
  }
}

async function productAgainstBare(scope: Scope, bare: pg.Pool): Promise<Measurement> {
  const product = () =>
    inRawTransactionEndingWith(scope, async () => postingStatement(scope, [aSale()], AT)).then(() => 1)
  const plain = async () => {
    await bare.query('SELECT bare_post($1, $2, $3::text::jsonb, $4)', [
      scope.entityId,
      scope.livemode,
      entriesAsJson([aSale()]),
      AT,
    ])
    return 1
  }
  const [ours, theirs] = await rotate([product, plain], CONNECTIONS)
  const name = `posting through the product, of a bare SQL function, ${CONNECTIONS} connections`
  return compared({ name, atLeast: 0.65, unit: 'entries' }, ours, theirs)
}

async function batchesAgainstSingles(scope: Scope): Promise<Measurement> {
  const post = (count: number) => () =>
    inRawTransactionEndingWith(scope, async () =>
      postingStatement(scope, Array.from({ length: count }, aSale), AT),
    ).then(() => count)
  const [batches, singles] = await rotate([post(BATCH), post(1)], 1)
  const name = `batches of ${BATCH}, of entries one by one on the same hot account`
  return compared({ name, atLeast: 8, unit: 'entries' }, batches, singles)
}

/** Entries per second of each side, after a first call that warms it up. */
async function rotate(sides: readonly (() => Promise<number>)[], connections: number): Promise<number[]> {
  for (const side of sides) await side()
  return medianRates(
    sides.map((side) => () => measure(side, connections)),
    WINDOWS,
  )
}

async function measure(work: () => Promise<number>, connections: number): Promise<number> {
  const start = performance.now()
  let done = 0
  const loop = async () => {
    while (performance.now() - start < WINDOW_MS) {
      const count = await work()
      done += count
    }
  }
  await Promise.all(Array.from({ length: connections }, loop))
  return (done * 1_000) / (performance.now() - start)
}

let sales = 0

/** A charge of 100.00: cash, fee, buyer funds. Every entry moves the same three accounts. */
function aSale(): EntryDraft {
  sales += 1
  return {
    book: 'platform',
    sourceKind: 'balance_transaction',
    sourceAccount: 'acct_bench',
    sourceId: `txn_${sales}`,
    sourcePart: '1',
    rule: 'charge@1',
    accountingOn: '2026-11-20',
    occurredAt: AT,
    description: `Buyer paid (ch_${sales})`,
    refs: [`balance_transaction:txn_${sales}`, `charge:ch_${sales}`, `invoice:in_${sales}`],
    lines: [
      debit('stripe_balance', 9_680n, 'USD'),
      debit('processor_fees', 320n, 'USD'),
      credit('buyer_funds', 10_000n, 'USD'),
    ],
  }
}
