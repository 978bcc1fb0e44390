import { beforeEach, describe, expect, test } from 'vitest'
import { type Bench, openBench } from '../testing/harness.ts'
import { allRowsOf, minorOf, type Planted, plantedIn, textOf } from '../testing/history-files.ts'
import { shareOf } from './contract.ts'

let bench: Bench
let planted: (name: string) => Planted[]

beforeEach(async () => {
  bench = await openBench({ scale: 'small', seed: 3 })
  planted = await plantedIn(bench)
})

/** The discrepancies of a class; a class without any would test nothing. */
function each(name: string): Planted[] {
  const found = planted(name)
  expect(found.length, name).toBeGreaterThan(0)
  expect(found.every(({ kind }) => kind === 'discrepancy')).toBe(true)
  return found
}

type Contracts = {
  contracts: { seller_account: string; versions: { fee_bearer: string; rules: { commission_bps: number }[] }[] }[]
}

/** The charge, and how it divides by the file of contracts. */
async function divided({ ids, account }: Planted) {
  const { contracts } = JSON.parse(await textOf(bench, 'contracts.json')) as Contracts
  const own = contracts.find((one) => one.seller_account === ids.seller) ?? contracts[0]
  const version = own?.versions[0]
  const scope = account === bench.sandbox.world.platform ? {} : { stripeAccount: account }
  const charge = await bench.stripe.charges.retrieve(ids.charge ?? '', { expand: ['balance_transaction'] }, scope)
  const share = shareOf(charge.amount, version?.rules[0]?.commission_bps ?? 0)
  const fee = version?.fee_bearer === 'seller' ? (charge.balance_transaction as { fee: number }).fee : 0
  return { amount: charge.amount, due: share - fee, commission: charge.amount - share }
}

async function transfersOf({ ids }: Planted) {
  return (await bench.stripe.transfers.list({ transfer_group: ids.order ?? '', limit: 100 })).data
}

describe('the answer key, recomputed from what the API says', () => {
  test('a wrong commission was paid', async () => {
    for (const one of each('wrong_commission')) {
      const [transfer] = await transfersOf(one)
      expect((transfer?.amount ?? 0) - (await divided(one)).due).toBe(one.amount)
      expect(one.amount).not.toBe(0)
    }
  })

  test('a wrong application fee was taken', async () => {
    for (const one of each('wrong_application_fee')) {
      const fee = await bench.stripe.applicationFees.retrieve(one.ids.application_fee ?? '')
      expect(fee.amount - (await divided(one)).commission).toBe(one.amount)
      expect(one.amount).not.toBe(0)
    }
  })

  test('a missing transfer is missing, a duplicate is there twice', async () => {
    for (const one of each('missing_transfer')) {
      expect(await transfersOf(one)).toEqual([])
      expect(one.amount).toBe((await divided(one)).due)
    }
    for (const one of each('duplicate_transfer')) {
      const transfers = await transfersOf(one)
      expect(transfers.map(({ amount }) => amount)).toEqual([one.amount, one.amount])
      expect(transfers[0]?.id).toBe(one.ids.duplicate)
    }
  })

  test('an unreported reversal has no event, others have one', async () => {
    const events = await bench.stripe.events.list({ type: 'transfer.reversed', limit: 100 })
    const told = events.data.map(({ data }) => (data.object as { id: string }).id)
    for (const { ids, amount } of each('unreported_reversal')) {
      const transfer = await bench.stripe.transfers.retrieve(ids.transfer ?? '')
      expect(transfer).toMatchObject({ reversed: true, amount_reversed: amount })
      expect(told).not.toContain(transfer.id)
    }
    expect(told.length).toBeGreaterThan(0)
  })

  test('a short payout, a missing line and merged lines differ at the bank by what the key says', async () => {
    const credits = (await allRowsOf(bench, /^bank-.*-(usd|eur|jpy|kwd)\.csv$/)).filter(({ Credit }) => Credit !== '')
    const lineOf = ({ ids }: Planted) => credits.find((row) => row['Bank reference'] === ids.bank_line)
    const payoutsOf = async ({ ids }: Planted) =>
      Promise.all(
        [ids.payout, ids.payout2].filter((id) => id !== undefined).map((id) => bench.stripe.payouts.retrieve(id)),
      )
    for (const one of each('short_payout')) {
      const paid = (await payoutsOf(one)).reduce((sum, { amount }) => sum + amount, 0)
      expect(paid - minorOf(lineOf(one)?.Credit ?? '')).toBe(one.amount)
    }
    for (const one of each('bank_line_missing')) {
      const [payout] = await payoutsOf(one)
      expect(payout?.amount).toBe(one.amount)
      expect(credits.some(({ Description }) => Description?.includes(String(payout?.trace_id?.value)))).toBe(false)
    }
    for (const one of each('bank_lines_merged')) {
      const payouts = await payoutsOf(one)
      expect(payouts).toHaveLength(2)
      expect(payouts.reduce((sum, { amount }) => sum + amount, 0)).toBe(minorOf(lineOf(one)?.Credit ?? ''))
    }
  })

  test('a rounding of a rate went the wrong way', async () => {
    const sales = (await allRowsOf(bench, /^orders-/)).filter(({ type }) => type === 'sale')
    for (const one of each('fx_rounding')) {
      const [row] = sales.filter(({ order_id }) => order_id === one.ids.order)
      const cents = Math.round(Number(row?.gross) * Number(row?.usd_rate) * 100)
      expect(minorOf(row?.gross_usd ?? '') - cents).toBe(one.amount)
      expect(one.currency).toBe('usd')
    }
  })

  test('records that are missing are missing, and records that differ do so by the amount', async () => {
    const sales = (await allRowsOf(bench, /^orders-/)).filter(({ type }) => type === 'sale')
    for (const one of each('seller_record_missing')) {
      expect(sales.filter(({ order_id }) => order_id === one.ids.order)).toEqual([])
      expect((await divided(one)).amount).toBe(one.amount)
    }
    for (const one of each('seller_record_mismatch')) {
      const recorded = sales.filter(({ order_id }) => order_id === one.ids.order)
      const { amount } = await divided(one)
      expect(recorded.reduce((sum, { gross }) => sum + minorOf(gross ?? ''), 0) - amount).toBe(one.amount)
    }
  })
})
