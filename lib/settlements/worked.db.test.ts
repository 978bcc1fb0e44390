import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ContractTerms } from '#lib/contracts/schema.ts'
import { chartAccount } from '#lib/ledger/chart.ts'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { queueForPosting } from '#lib/ledger/posting-queue.ts'
import { formatMoney } from '#lib/money/format.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { releaseCommission } from './release-commission.ts'
import {
  cash,
  destinationSale,
  directSale,
  disputeOf,
  reversalOf,
  SELLER_ACCOUNT,
  tellAndPost,
} from './testing-connect.ts'
import { aWorld, NOW, plainPayment, refundOf, transferOf, type World } from './testing-world.ts'

/** The worked settlements of docs/settlements.md: every figure there is what the product posts here. */
const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/settlements.md'), 'utf8')

afterAll(closeDatabase)

const settle = (world: World, name = 'a') => world.settle({ kind: 'charge', id: `ch_${name}` })

/** What was agreed where it is not 20 % earned at payment. */
const AGREED: Readonly<Record<string, Partial<ContractTerms>>> = {
  'Refund at another rate, borne by the seller': { fxBearer: 'seller' },
  'Commission earned over ten days': { earned: 'over_period', earnedDays: 10 },
}

async function aMarketplace(title: string): Promise<World> {
  const terms = { effectiveOn: '2020-01-01', rules: [{ percentBps: 2_000 }], ...AGREED[title] }
  const world = await aWorld({ terms })
  await world.tellSeller({ id: SELLER_ACCOUNT, name: 'Nordic Ceramics' })
  return world
}

async function transferred(world: World, name: string, amount: bigint) {
  await tellAndPost(world, {
    ...transferOf(world, name, { amount }),
    balance_transaction: [cash(world, `tr_${name}`, { category: 'transfer', amount: -amount })],
  })
}

async function refunded(world: World, amount = 10_000n) {
  const refund = refundOf(world, 'a', { part: '1', amount })
  const moved = cash(world, 're_a_1', { category: 'refund', amount: -amount })
  await tellAndPost(world, { ...refund, balance_transaction: [moved] })
  await settle(world)
}

/** The seller has spent all but this much of what it was paid. */
async function sellerHolds(world: World, left: bigint) {
  const moved = [
    cash(world, 'py_own', { category: 'charge', amount: left + 100n }),
    cash(world, 'po_own', { category: 'payout', amount: -100n }),
  ].map((one) => ({ ...one, account: SELLER_ACCOUNT }))
  await world.tell({ balance_transaction: moved })
  await world.work((tx) => queueForPosting(tx, moved, NOW))
  await postQueued({ entity: world.entity, at: NOW })
}

const STORIES: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'Separate charge and transfer': async (world) => {
    await tellAndPost(world, plainPayment(world, 'a'))
    await settle(world)
    await transferred(world, 'a', 8_000n)
    await settle(world)
  },
  'Destination charge with an application fee': async (world) => {
    await tellAndPost(world, destinationSale(world, 'a'))
    await settle(world)
  },
  'Direct charge': async (world) => {
    await tellAndPost(world, directSale(world, 'a', 2_000n))
    await settle(world)
  },
  'Refund after the transfer, with a carry': async (world) => {
    await tellAndPost(world, plainPayment(world, 'a'))
    await transferred(world, 'a', 8_000n)
    await settle(world)
    await sellerHolds(world, 3_000n)
    await refunded(world)
    await tellAndPost(world, reversalOf(world, 'a', { amount: 3_000n }))
    await settle(world)
    await tellAndPost(world, plainPayment(world, 'b'))
    await settle(world, 'b')
    await transferred(world, 'b', 3_000n)
    await settle(world, 'b')
    await settle(world)
  },
  'Dispute, lost': async (world) => {
    await tellAndPost(world, plainPayment(world, 'a'))
    await transferred(world, 'a', 8_000n)
    await settle(world)
    const taken = cash(world, 'du_a', { category: 'dispute', amount: -10_000n, fee: 1_500n })
    const open = disputeOf(world, 'a', { amount: 10_000n, status: 'needs_response' })
    await tellAndPost(world, { ...open, balance_transaction: [taken] })
    await settle(world)
    await tellAndPost(
      world,
      disputeOf(world, 'a', { amount: 10_000n, status: 'lost', asOf: new Date('2026-11-18T09:00:00Z') }),
    )
    await settle(world)
    await tellAndPost(world, reversalOf(world, 'a', { amount: 8_000n }))
    await settle(world)
  },
  'Commission earned over ten days': async (world) => {
    await tellAndPost(world, plainPayment(world, 'a'))
    await settle(world)
    await releaseCommission(world.entity, new Date('2026-11-11T12:00:00Z'))
    await refunded(world, 5_000n)
    await releaseCommission(world.entity, NOW)
  },
  'Refund at another rate, borne by the seller': async (world) => {
    const sale = plainPayment(world, 'a', { currency: 'EUR' })
    const reached = cash(world, 'ch_a', { category: 'charge', amount: 11_000n, fee: 320n })
    await tellAndPost(world, { ...sale, balance_transaction: [{ ...reached, id: 'txn_a' }] })
    await transferred(world, 'a', 8_800n)
    await settle(world)
    const [refund] = refundOf(world, 'a', { part: '1', amount: 5_000n }).refund ?? []
    if (refund === undefined) throw new Error('no refund was made up')
    const cost = cash(world, 're_a_1', { category: 'refund', amount: -5_700n })
    await tellAndPost(world, { refund: [{ ...refund, currency: 'EUR' }], balance_transaction: [cost] })
    await settle(world)
    await tellAndPost(world, reversalOf(world, 'a', { amount: 4_600n }))
    await settle(world)
  },
}

test.each(Object.entries(STORIES))('%s', async (title, tell) => {
  const world = await aMarketplace(title)
  await tell(world)

  expect(sectionOf(title)).toBe(`${await entriesOf(world)}\n\nLeft: ${await leftOf(world)}.`)
})

test('every worked settlement of the document is told here', () => {
  expect([...DOCUMENT.matchAll(/^## \d\. (.+)$/gm)].map(([, title]) => title)).toEqual(Object.keys(STORIES))
})

/** The table of a section and the line that says what is left. */
function sectionOf(title: string): string {
  const [, section = ''] = DOCUMENT.split(new RegExp(`^## \\d\\. ${title}$`, 'm'))
  return (
    /\| what[\s\S]+?\nLeft: .+/
      .exec(section.split(/^## /m)[0] ?? '')?.[0]
      .replaceAll(/ {2,}/g, ' ')
      .replaceAll(/-{3,}/g, '---') ?? ''
  )
}

type Row = {
  id: bigint
  kind: string
  part: string
  description: string
  code: string
  minor: bigint
  currency: string
  source: string
}

async function entriesOf(world: World): Promise<string> {
  const rows = await world.rows<Row>(
    `SELECT e.id, e.source_kind AS kind, e.source_part AS part, e.description, a.code, l.amount_minor AS minor, l.currency,
            coalesce(s.source_id, '') AS source
       FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN ledger_account a ON a.id = l.account_id
            LEFT JOIN settlement s ON s.id = e.source_id
      WHERE e.entity_id = $1 AND e.book = 'platform' ORDER BY e.id, l.line_no`,
    [world.entity.id],
  )
  const lines = [...Map.groupBy(rows, ({ id }) => id).values()].map((own) => {
    const [first] = own
    const what =
      first?.kind === 'settlement'
        ? `settlement of ${first.source}, version ${first.part}`
        : (first?.description.replace(/ \(stl_.+/, '') ?? '')
    const side = (isDebit: boolean) =>
      own
        .filter(({ minor }) => minor > 0n === isDebit)
        .map(({ code, minor }) => `${chartAccount(code).name} ${figure(isDebit ? minor : -minor)}`)
    return `| ${what} | ${side(true).join(' · ')} | ${side(false).join(' · ')} |`
  })
  return ['| what | debit | credit |', '| --- | --- | --- |', ...lines].join('\n')
}

async function leftOf(world: World): Promise<string> {
  const rows = await world.rows<{ code: string; minor: bigint }>(
    `SELECT code, sum(balance_minor)::bigint AS minor FROM ledger_account WHERE entity_id = $1 AND book = 'platform'
      GROUP BY code HAVING sum(balance_minor) <> 0 ORDER BY code`,
    [world.entity.id],
  )
  return rows.map(({ code, minor }) => `${chartAccount(code).name} ${figure(minor)}`).join(', ')
}

const figure = (minor: bigint) => formatMoney({ minor, currency: 'USD' }).replace(' USD', '')
