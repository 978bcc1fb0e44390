import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { closeDatabase, inRawTransaction, inTransaction, read, type Scope, SYSTEM } from '#lib/platform/db.ts'
import { lookAtFile } from '#lib/platform/file-bytes.ts'
import { openBench } from '#lib/stripe-sandbox/testing/harness.ts'
import { filesLike, minorOf, textOf } from '#lib/stripe-sandbox/testing/history-files.ts'
import { addBankAccount, type BankAccount } from './bank-account.ts'
import type { CsvMapping } from './csv-mapping-schema.ts'
import { exportBankLines } from './export-bank-lines.ts'
import { guessMapping } from './guess-mapping-model.ts'
import { importFolder } from './import-folder.ts'
import { importStatement } from './import-statement.ts'
import { listStandings } from './list-bank-accounts.ts'
import { getBankFile, listBankFiles } from './list-bank-files.ts'
import { listBankLines } from './list-bank-lines.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'tieout-bank-'))
let count = 0
let scope: Scope

beforeEach(() => {
  count += 1
  scope = SYSTEM({ id: `ent_${count}`, livemode: false })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await closeDatabase()
})

const account = (currency: string, number = '', name = `First Harbor ${currency}`) =>
  inRawTransaction(scope, (tx) => addBankAccount(tx, { name, currency, number }, { actor: SYSTEM_ACTOR, at: AT }))

async function bring(
  fileName: string,
  body: string | Buffer,
  options: { to?: BankAccount; mapping?: CsvMapping } = {},
) {
  const path = join(folder, `${count}-${fileName}`)
  writeFileSync(path, body)
  return importStatement({
    scope,
    actor: SYSTEM_ACTOR,
    source: 'upload',
    file: await lookAtFile(path),
    fileName,
    accountId: options.to?.id ?? null,
    mapping: options.mapping ?? null,
    at: AT,
  })
}

const rows = <R>(text: string) => read(scope, (tx) => tx.sql<R>(text, [scope.entityId]))
const stored = async () =>
  (
    await rows<{ line: string }>(
      `SELECT concat_ws('|', booked_on, amount_minor, currency, bank_reference) AS line FROM bank_line
        WHERE entity_id = $1 ORDER BY booked_on, bank_reference, id`,
    )
  ).map(({ line }) => line)

const CSV = (...lines: string[]) => `Date,Text,Bank ref,Amount\n${lines.join('\n')}\n`
const MAPPING = guessMapping(CSV('2026-10-14,Payout,R1,10.00')).mapping

test('every statement of a year imports in each form, and the same movement is one line in all three', async () => {
  const bench = await openBench({ scale: 'small', seed: 5 })
  const usd = await account('USD', '4400012345')
  const eur = await account('EUR', 'DE89 3704 0044 0532 0130 00')
  const kwd = await account('KWD', 'KW81CBKU0000000000001234560101')
  const jpy = await account('JPY', '0012345678')
  const { mapping } = guessMapping(await textOf(bench, 'bank-2026-10-usd.csv'))
  for (const name of await filesLike(bench, /^bank-.*\.csv$/)) {
    const text = await textOf(bench, name)
    const to = { usd, eur, kwd, jpy }[name.slice(-7, -4)]
    if (to === undefined) throw new Error(name)
    if (text.trim().split('\n').length === 1)
      await expect(bring(name, text, { to, mapping })).rejects.toThrow('no rows')
    else {
      const [result] = await bring(name, text, { to, mapping })
      const [, ...body] = text.trim().split('\n')
      expect(result).toMatchObject({ lineCount: body.length, skippedCount: 0 })
      expect(result?.closing?.minor).toBe(minorOf(body.at(-1)?.split(',').at(-2) ?? '').toString())
    }
  }
  const before = await stored()
  expect(before.length).toBeGreaterThan(20)
  for (const name of await filesLike(bench, /^bank-.*(camt053\.xml|mt940)$/)) {
    const [result] = await bring(name, await textOf(bench, name))
    expect(result, name).toMatchObject({ lineCount: 0 })
    expect(result?.opening).not.toBeNull()
  }
  expect(await stored()).toEqual(before)
  const [known] = await rows<{ reason: string; detail: string }>(
    'SELECT reason, detail FROM bank_skipped_line WHERE entity_id = $1 LIMIT 1',
  )
  expect(known).toMatchObject({ reason: 'known', detail: expect.stringMatching(/^It came with bank-.*csv, line 2\.$/) })
})

test('a file counts once, also when it is imported twice at the same moment', async () => {
  const to = await account('USD')
  const text = CSV('2026-10-14,Payout,R1,10.00', '2026-10-15,Payout,R2,11.00')
  const both = await Promise.allSettled([1, 2, 3].map(() => bring('october.csv', text, { to, mapping: MAPPING })))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  await expect(bring('again.csv', text, { to })).rejects.toThrow(
    'This very file was imported into First Harbor USD before: october.csv, on 2026-11-20. Nothing changed.',
  )
  expect(await stored()).toHaveLength(2)
})

test('lines of a file that overlaps another are left out, each with its reason; equal payments on a day are two', async () => {
  const to = await account('USD')
  const coffee = ['2026-10-14,Coffee,,-3.00', '2026-10-14,Coffee,,-3.00']
  await bring('a.csv', CSV('2026-10-13,Payout,R1,10.00', ...coffee), { to, mapping: MAPPING })
  const [result] = await bring(
    'b.csv',
    CSV(...coffee, '2026-10-14,Coffee,,-3.00', '2026-10-15,Payout,R2,10.00', '2026-10-15,Payout,R2,10.00', ',,,'),
    { to },
  )
  expect(result).toMatchObject({ lineCount: 2, skippedCount: 3 })
  expect(result?.skipped.map(({ reason, lineNo }) => `${lineNo} ${reason}`)).toEqual([
    '6 repeated',
    '2 known',
    '3 known',
  ])
  expect(await stored()).toHaveLength(5)
})

test.each([
  ['half a file', '2026-10-14,Payout,R1,10.00\n2026-10-1', 'Line 3: It has 1 columns, the header 4'],
  [
    'a decimal comma',
    '2026-10-14,Payout,R1,10.00\n2026-10-15,Payout,R2,"10,50"',
    'Line 3: “10,50” is not an amount with a decimal point',
  ],
  ['another separator', '2026-10-14;Payout;R1;10.00', 'Line 2: It has 1 columns, the header 4'],
])('%s leaves nothing behind but the reason', async (_, lines, message) => {
  const to = await account('USD')
  await expect(bring('broken.csv', CSV(lines), { to, mapping: MAPPING })).rejects.toThrow(message)
  expect(await stored()).toEqual([])
  const [file] = await rows<{ state: string; problem: string; account: string }>(
    'SELECT state, problem, bank_account_id AS account FROM bank_file WHERE entity_id = $1',
  )
  expect(file).toMatchObject({ state: 'refused', problem: expect.stringContaining(message), account: to.id })
})

test('a bank is recognised by its columns, two of its accounts by their currency, and other encodings are read', async () => {
  const head = 'Día;Concepto;Importe;Moneda\r\n'
  const text = (currency: string) => `${head}14.10.2026;Añadido;1.000,50;${currency}\r\n`
  const latin = (body: string) => Buffer.from(body, 'latin1')
  const eur = await account('EUR')
  const gbp = await account('GBP')
  const { mapping } = guessMapping(text('EUR'))
  await bring('e1.csv', latin(text('EUR')), { to: eur, mapping })
  await bring('g1.csv', latin(text('GBP')), { to: gbp, mapping })
  const next = text('GBP').replace('14.10', '15.10')
  await bring('wide.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(next, 'utf16le')]))
  await bring('marked.csv', `\uFEFF${next.replace('15.10', '16.10')}`)
  expect(await stored()).toEqual([
    '2026-10-14|100050|EUR|',
    '2026-10-14|100050|GBP|',
    '2026-10-15|100050|GBP|',
    '2026-10-16|100050|GBP|',
  ])
  const [line] = await rows<{ reference: string }>('SELECT reference FROM bank_line WHERE entity_id = $1 LIMIT 1')
  expect(line?.reference).toBe('Añadido')
  await expect(bring('other.csv', CSV('2026-10-14,Payout,R1,10.00'))).rejects.toThrow('No account’s bank writes a CSV')
})

test('what was imported cannot be changed', async () => {
  const to = await account('USD')
  await bring('a.csv', CSV('2026-10-13,Payout,R1,10.00'), { to, mapping: MAPPING })
  for (const text of [
    'UPDATE bank_line SET amount_minor = 1',
    'DELETE FROM bank_line',
    'UPDATE bank_file SET line_count = 0',
  ])
    await expect(inTransaction(scope, (tx) => tx.exec(text))).rejects.toThrow(/permission denied/)
})

test('a folder is imported: what rests in it, by its account, moved aside afterwards with the reason kept', async () => {
  const to = await account('USD')
  const watched = join(folder, 'watched')
  mkdirSync(join(watched, to.id), { recursive: true })
  const put = (name: string, text: string, isResting = true) => {
    writeFileSync(join(watched, name), text)
    if (isResting) utimesSync(join(watched, name), 1_000, 1_000)
  }
  await bring('mapped.csv', CSV('2026-10-12,Payout,R0,10.00'), { to, mapping: MAPPING })
  put(`${to.id}/a.csv`, CSV('2026-10-13,Payout,R1,10.00'))
  put('b.csv', CSV('2026-10-14,Payout,R2,10.00'))
  put('broken.csv', CSV('2026-10-14,Payout,R2'))
  put('still-coming.csv', CSV('2026-10-15,Payout,R3,10.00'), false)
  expect(await importFolder({ scope, folder: watched, at: AT })).toBe(3)
  expect(await stored()).toHaveLength(3)
  const names = (path: string) => readdirSync(join(watched, path)).map((name) => name.replace(/^\w{8}-/, ''))
  expect([names(`${to.id}/imported`), names('imported'), names('refused')]).toEqual([
    ['a.csv'],
    ['b.csv'],
    ['broken.csv'],
  ])
  expect(await importFolder({ scope, folder: watched, at: AT })).toBe(0)
  const [refused] = await rows<{ problem: string }>(
    "SELECT problem FROM bank_file WHERE entity_id = $1 AND state = 'refused'",
  )
  expect(refused?.problem).toContain('Line 2: It has 3 columns')
})

test('the lists find lines by their amount and files by their state, and a missing statement between two is seen', async () => {
  const to = await account('USD')
  const text = (...lines: string[]) => `Date,Text,Bank ref,Amount,Balance\n${lines.join('\n')}\n`
  const first = text('2026-10-14,Payout,R1,10.00,10.00', '2026-10-15,Payout,R2,-10.00,0.00')
  await bring('a.csv', first, { to, mapping: guessMapping(first).mapping })
  const [later] = await bring('c.csv', text('2026-10-17,Payout,R3,7.50,107.50'), { to })
  await bring('d.csv', 'Date,Text\n', { to }).catch(() => undefined)
  const listed = await read(scope, async (tx) => ({
    found: (await listBankLines(tx, { q: '10', limit: 1 })).rows.map(({ bankReference }) => bankReference),
    next: (await listBankLines(tx, { q: '10.00', limit: 1, after: '2026-10-15~bln_999999' })).rows.length,
    states: (await listBankFiles(tx, { state: 'refused', limit: 50 })).rows.map(({ fileName }) => fileName),
    standings: await listStandings(tx),
    gap: (await getBankFile(tx, later?.fileId ?? ''))?.gap,
  }))
  expect(listed).toMatchObject({
    found: ['R2'],
    next: 1,
    states: ['d.csv'],
    standings: [{ lineCount: 3, openCount: 0, lastOn: '2026-10-17', closing: { minor: '10750' } }],
    gap: { fileName: 'a.csv', closing: { minor: '0' } },
  })
  const actor = { scope } as Parameters<typeof exportBankLines>[0]
  const cells = await Array.fromAsync(exportBankLines(actor, { q: null, account: to.id, file: null, standing: null }))
  expect(cells.flat().map((row) => row[5])).toEqual(['7.50', '-10.00', '10.00'])
})
