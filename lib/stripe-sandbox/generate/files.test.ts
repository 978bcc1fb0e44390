import { expect, test } from 'vitest'
import { openBench } from '../testing/harness.ts'
import { allRowsOf, filesLike, minorOf, type Planted, plantedIn, textOf } from '../testing/history-files.ts'

const CURRENCIES = ['usd', 'eur', 'jpy', 'kwd']
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

test('the bank’s files tie to the payouts except where planted, month after month', async () => {
  const bench = await openBench({ scale: 'small', seed: 5 })
  const planted = await plantedIn(bench)
  const payouts = bench.sandbox.world.store.all('payout', bench.sandbox.world.platform)
  for (const currency of CURRENCIES) {
    const rows = await allRowsOf(bench, new RegExp(`^bank-.*-${currency}\\.csv$`))
    const credited = sum(rows.map(({ Credit }) => minorOf(Credit ?? '')))
    const missing = [...planted('bank_line_missing'), ...planted('short_payout')].filter(
      (one) => one.currency === currency,
    )
    const paidOut = sum(payouts.filter((payout) => payout.currency === currency).map(({ amount }) => amount))
    expect(credited, currency).toBe(paidOut - sum(missing.map(({ amount }) => amount)))
    for (const month of ['2026-10', '2026-11']) {
      const csv = await allRowsOf(bench, new RegExp(`^bank-${month}-${currency}\\.csv$`))
      const camt = await textOf(bench, `bank-${month}-${currency}.camt053.xml`)
      const mt940 = await textOf(bench, `bank-${month}-${currency}.mt940`)
      const moved = csv.map(({ Credit, Debit }) => minorOf(Credit ?? '') - minorOf(Debit ?? ''))
      expect(entriesOfCamt(camt)).toEqual(moved)
      expect(entriesOfMt940(mt940)).toEqual(moved)
      const [opening = 0, closing = 0] = balancesOfCamt(camt)
      expect(balancesOfMt940(mt940)).toEqual([opening, closing])
      expect(closing).toBe(opening + sum(moved))
      if (csv.length > 0) expect(minorOf(csv.at(-1)?.Balance ?? '')).toBe(closing)
    }
    const [, october = 0] = balancesOfCamt(await textOf(bench, `bank-2026-10-${currency}.camt053.xml`))
    const [november] = balancesOfCamt(await textOf(bench, `bank-2026-11-${currency}.camt053.xml`))
    expect(november).toBe(october)
  }
})

test('a clean history ties without exception', async () => {
  const bench = await openBench({ scale: 'small', seed: 5, discrepancies: false })
  const { planted } = await bench.control<{ planted: Planted[] }>('truth')
  expect(planted.filter(({ kind }) => kind === 'discrepancy')).toEqual([])
  expect(planted.length).toBeGreaterThan(5)
  const rows = await allRowsOf(bench, /^bank-.*-usd\.csv$/)
  const payouts = bench.sandbox.world.store.all('payout', bench.sandbox.world.platform)
  const credits = rows.filter(({ Credit }) => Credit !== '').map(({ Credit }) => minorOf(Credit ?? ''))
  expect(credits).toEqual(payouts.filter(({ currency }) => currency === 'usd').map(({ amount }) => amount))
})

test('the order records tie to the charges and refunds except where planted', async () => {
  const bench = await openBench({ scale: 'small', seed: 5 })
  const { store, platform } = bench.sandbox.world
  const planted = await plantedIn(bench)
  expect(await filesLike(bench, /^orders-/)).toEqual(['orders-2026-10.csv', 'orders-2026-11.csv'])
  const accounts = store.all('account', platform).map(({ id }) => id)
  const rows = (await allRowsOf(bench, /^orders-/)).filter(({ payment }) => payment === 'stripe')
  for (const currency of CURRENCIES) {
    const own = rows.filter((row) => row.currency === currency.toUpperCase())
    const of = (type: string) => sum(own.filter((row) => row.type === type).map(({ gross }) => minorOf(gross ?? '')))
    const off = (name: string) =>
      sum(
        planted(name)
          .filter((one) => one.currency === currency)
          .map(({ amount }) => amount),
      )
    const charges = accounts
      .flatMap((account) => store.all('charge', account))
      .filter((one) => one.status === 'succeeded' && one.currency === currency && one.source_transfer === null)
    const charged = sum(charges.map(({ amount }) => amount))
    expect(of('sale'), currency).toBe(charged + off('seller_record_mismatch') - off('seller_record_missing'))
    expect(0 - of('refund'), currency).toBe(sum(charges.map(({ amount_refunded }) => amount_refunded)))
  }
})

const signed = (amount: string, isDebit: boolean) => (isDebit ? -minorOf(amount) : minorOf(amount))

const camtAmounts = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}>.*?<Amt Ccy="...">([\\d.]+)</Amt><CdtDbtInd>(DBIT|CRDT)`, 'g'))].map(
    ([, amount = '', side]) => signed(amount, side === 'DBIT'),
  )
const entriesOfCamt = (xml: string) => camtAmounts(xml, 'Ntry')
const balancesOfCamt = (xml: string) => camtAmounts(xml, 'Bal')

const entriesOfMt940 = (text: string) =>
  [...text.matchAll(/^:61:\d{10}([CD])([\d,]+)NTRF/gm)].map(([, side, amount = '']) => signed(amount, side === 'D'))
const balancesOfMt940 = (text: string) =>
  [...text.matchAll(/^:6[02]F:([CD])\d{6}[A-Z]{3}([\d,]+)/gm)].map(([, side, amount = '']) =>
    signed(amount, side === 'D'),
  )
