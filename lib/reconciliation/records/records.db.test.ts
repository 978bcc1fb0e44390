import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { closeDatabase, inRawTransaction, read, type Scope, SYSTEM } from '#lib/platform/db.ts'
import { lookAtFile } from '#lib/platform/file-bytes.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { openBench } from '#lib/stripe-sandbox/testing/harness.ts'
import { filesLike, minorOf, textOf } from '#lib/stripe-sandbox/testing/history-files.ts'
import { importRecords, type RecordsImport } from './import-records.ts'
import { guessRecords } from './record-mapping-schema.ts'
import { resolveWaitingSellers } from './seller-names.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'tieout-records-'))
let rows: Rows
let count = 0
let scope: Scope

beforeAll(async () => {
  rows = await openRows()
})
beforeEach(() => {
  count += 1
  scope = SYSTEM({ id: `ent_${count}`, livemode: false })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await rows.close()
  await closeDatabase()
})

async function bring(fileName: string, body: string, options: Partial<RecordsImport> = {}) {
  const path = join(folder, `${count}-${fileName}`)
  writeFileSync(path, body)
  return importRecords({
    scope,
    actor: SYSTEM_ACTOR,
    source: 'upload',
    file: await lookAtFile(path),
    fileName,
    isJson: false,
    functionalCurrency: 'USD',
    at: AT,
    ...options,
  })
}

const stored = () =>
  read(scope, (tx) =>
    tx.sql<{ line: string }>(
      `SELECT concat_ws('|', kind, order_id, line_ref, happened_on, seller_ref, seller_id, gross_minor, commission_minor, currency, payment) AS line
         FROM seller_record WHERE entity_id = $1 ORDER BY id`,
      [scope.entityId],
    ),
  ).then((all) => all.map(({ line }) => line))

const CSV = (...lines: string[]) => `Type,Order,Line,Date,Seller,Gross,Commission,Currency\n${lines.join('\n')}\n`
const SALE = 'sale,ORD-1,1,2026-10-14,S-a,100.00,20.00,USD'
const mapping = guessRecords(CSV(SALE)).mapping

test('the marketplace’s months of orders import with their totals', async () => {
  const bench = await openBench({ scale: 'small', seed: 5 })
  for (const name of await filesLike(bench, /^orders-/)) {
    const text = await textOf(bench, name)
    const { mapping: guessed, isDayAmbiguous } = guessRecords(text)
    expect(guessed.roles.join()).toBe(
      'kind,order,day,seller,line,none,none,gross,tax,percent,commission,currency,payment,refund_of,rate,functional',
    )
    expect(isDayAmbiguous).toBe(false)
    const result = await bring(name, text, { mapping: guessed })
    const lines = text.trim().split('\n').slice(1)
    expect(result).toMatchObject({ recordCount: lines.length, skippedCount: 0 })
    const usd = lines.filter((line) => line.includes(',USD,') && line.startsWith('sale'))
    const gross = usd.reduce((sum, line) => sum + minorOf(/,(-?[\d.]+),0\.00,/.exec(line)?.[1] ?? ''), 0)
    expect(result.totals.find(({ kind, currency }) => kind === 'sale' && currency === 'USD')?.grossMinor).toBe(
      `${gross}`,
    )
  }
})

test('sellers are found by our id, Stripe’s, or what their account’s metadata says, also later', async () => {
  const seller = (id: string, account: string) =>
    rows.insert('seller', {
      entity_id: scope.entityId,
      livemode: false,
      id,
      stripe_account: account,
      name: id,
      email: '',
      country: 'US',
      default_currency: 'USD',
      charges_enabled: true,
      payouts_enabled: true,
      transfers_status: 'active',
      disabled_reason: '',
      account_created_at: AT,
      as_of: AT,
    })
  const account = (id: string, metadata: object) =>
    rows.insert('mirror_object', {
      entity_id: scope.entityId,
      livemode: false,
      account: 'acct_platform',
      id,
      type: 'account',
      as_of: AT,
      raw: JSON.stringify({ id, metadata }),
    })
  await seller('sel_a', 'acct_a')
  await account('acct_a', { seller_ref: 'S-a', tier: 'gold' })
  await seller('sel_b', 'acct_b')
  await account('acct_b', { seller_ref: 'S-b', tier: 'gold' })
  const of = (ref: string, line: number) => `sale,ORD-1,${line},2026-10-14,${ref},1.00,,USD`
  const result = await bring('a.csv', CSV(of('S-a', 1), of('acct_b', 2), of('sel_a', 3), of('gold', 4), of('S-c', 5)), {
    mapping,
  })
  expect(result.unknownSellers).toBe(2)
  await seller('sel_c', 'acct_c')
  await account('acct_c', { seller_ref: 'S-c' })
  expect(await inRawTransaction(scope, resolveWaitingSellers)).toBe(1)
  expect((await stored()).map((line) => line.split('|')[5])).toEqual(['sel_a', 'sel_b', 'sel_a', '', 'sel_c'])
})

test('a file counts once; lines of another file that are known or say something else are left out with the reason', async () => {
  const refund = 'refund,ORD-1,,2026-10-20,S-a,-10.00,-2.00,USD'
  const text = CSV(SALE, refund, refund)
  const all = await Promise.allSettled([bring('a.csv', text, { mapping }), bring('a.csv', text, { mapping })])
  expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(bring('c.csv', text)).rejects.toThrow('This very file was imported before: a.csv, on 2026-11-20.')
  const result = await bring(
    'b.csv',
    CSV(SALE.replace('100.00', '120.00'), refund, 'sale,ORD-2,1,2026-10-21,S-a,5,,USD'),
  )
  expect(result).toMatchObject({ recordCount: 1, skippedCount: 2 })
  expect(result.skipped).toMatchObject([
    { lineNo: 2, reason: 'changed', detail: 'Its gross was 100.00 USD in a.csv, line 2. The first record stands.' },
    { lineNo: 3, reason: 'known' },
  ])
  expect(await stored()).toEqual([
    'sale|ORD-1|1|2026-10-14|S-a||10000|2000|USD|',
    'refund|ORD-1||2026-10-20|S-a||-1000|-200|USD|',
    'refund|ORD-1||2026-10-20|S-a||-1000|-200|USD|',
    'sale|ORD-2|1|2026-10-21|S-a||500|USD|',
  ])
})

test.each([
  ['half a file', CSV(SALE).slice(0, -8), {}, 'Line 2: It has 7 columns, the header 8'],
  [
    'another total',
    CSV(SALE),
    { expected: [{ currency: 'USD', minor: 10_001n }] },
    'add up to 100.00 USD, and 100.01 USD were announced',
  ],
  [
    'a decimal comma',
    CSV(SALE.replace('100.00', '"100,00"')),
    {},
    'Line 2: “100,00” is not an amount with a decimal point',
  ],
  ['another separator', CSV(SALE).replaceAll(',', ';'), {}, 'is the separator right?'],
  ['no columns known', CSV(SALE), { mapping: null }, 'Nobody has said yet how'],
  ['half of JSON', '{"records": [', { isJson: true }, 'The body is not JSON: is it whole?'],
])('%s is refused, nothing stays', async (_, text, options, message) => {
  await expect(bring('x.csv', text, { mapping, ...options })).rejects.toThrow(message)
  expect(await stored()).toEqual([])
})

test('a mark that says how the file is encoded is no part of its first column', async () => {
  await bring('marked.csv', `\uFEFF${CSV(SALE)}`, { mapping })
  expect(await stored()).toEqual(['sale|ORD-1|1|2026-10-14|S-a||10000|2000|USD|'])
})

test('records come as JSON', async () => {
  const record = {
    type: 'sale',
    order_id: 'ORD-9',
    line: '1',
    date: '2026-10-14',
    seller: 'S-a',
    gross: '1.500',
    currency: 'KWD',
  }
  const { recordCount } = await bring('json', JSON.stringify({ records: [record] }), { isJson: true })
  expect(recordCount).toBe(1)
  expect(await stored()).toEqual(['sale|ORD-9|1|2026-10-14|S-a||1500|KWD|'])
  const broken = { records: [record, { ...record, order_id: 'ORD-10', currency: 'USD', gross: '1.555' }] }
  await expect(bring('json', JSON.stringify(broken), { isJson: true })).rejects.toThrow(
    'Record 2: “1.555” has more decimals',
  )
})
