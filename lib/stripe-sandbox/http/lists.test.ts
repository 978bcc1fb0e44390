import { describe, expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'

describe('lists', () => {
  test('page in both directions without loss, newest first', async () => {
    const { stripe } = await openBench()
    const ids: string[] = []
    for (let index = 0; index < 25; index += 1) ids.unshift((await stripe.customers.create({ name: `C${index}` })).id)

    const forward: string[] = []
    for await (const customer of stripe.customers.list({ limit: 4 })) forward.push(customer.id)
    const first = await stripe.customers.list()
    const back = await stripe.customers.list({ limit: 10, ending_before: ids[20] ?? '' })

    expect(forward).toEqual(ids)
    expect([first.data.length, first.has_more, first.url]).toEqual([10, true, '/v1/customers'])
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(10, 20))
    expect((await stripe.customers.list({ limit: 25 })).has_more).toBe(false)
    expect((await stripe.customers.list({ limit: 24 })).has_more).toBe(true)
  })

  test('what is added while paging shifts nothing', async () => {
    const { stripe, advance } = await openBench()
    const before: string[] = []
    for (let index = 0; index < 6; index += 1) before.unshift((await stripe.customers.create({})).id)
    const first = await stripe.customers.list({ limit: 3 })
    await advance(1)
    await stripe.customers.create({ name: 'late' })

    const second = await stripe.customers.list({ limit: 3, starting_after: first.data[2]?.id ?? '' })

    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(before)
    expect(second.has_more).toBe(false)
  })

  test('narrow by time, and refuse a limit or cursor that cannot be', async () => {
    const { stripe, advance } = await openBench()
    const early = await stripe.customers.create({})
    await advance(100)
    const late = await stripe.customers.create({})

    expect((await stripe.customers.list({ created: { gt: early.created } })).data.map(({ id }) => id)).toEqual([
      late.id,
    ])
    expect((await stripe.customers.list({ created: early.created })).data.map(({ id }) => id)).toEqual([early.id])
    expect((await refusalOf(stripe.customers.list({ limit: 101 }))).param).toBe('limit')
    expect((await refusalOf(stripe.customers.list({ starting_after: 'cus_none' }))).code).toBe('resource_missing')
  })

  test('inside an object are cut at ten and go on under their own address', async () => {
    const bench = await openBench()
    const { buyer } = await openShop(bench)
    const invoice = await bench.stripe.invoices.create({ customer: buyer, currency: 'usd' })
    for (let index = 0; index < 12; index += 1) {
      await bench.stripe.invoiceItems.create({ customer: buyer, invoice: invoice.id, amount: 100 + index })
    }

    const shown = await bench.stripe.invoices.retrieve(invoice.id)
    const all: number[] = []
    for await (const line of bench.stripe.invoices.listLineItems(invoice.id, { limit: 5 })) all.push(line.amount)

    expect([shown.lines.data.length, shown.lines.has_more, shown.lines.url]).toEqual([
      10,
      true,
      `/v1/invoices/${invoice.id}/lines`,
    ])
    expect(all).toEqual(Array.from({ length: 12 }, (_, index) => 100 + index))
    expect(shown.total).toBe(all.reduce((sum, amount) => sum + amount, 0))
  })
})

describe('expand', () => {
  test('follows four levels, across the transfer to the platform charge', async () => {
    const bench = await openBench()
    const { stripe } = bench
    const { seller, sell } = await openShop(bench)
    const charge = await sell(10_000)
    await stripe.transfers.create({ amount: 8000, currency: 'usd', destination: seller, source_transaction: charge })

    const page = await stripe.balanceTransactions.list(
      { expand: ['data.source.source_transfer.source_transaction'] },
      { stripeAccount: seller },
    )

    expect(page.data[0]?.source).toMatchObject({
      object: 'charge',
      source_transfer: { source_transaction: { id: charge } },
    })
  })

  test('adds lists that are shown on request only', async () => {
    const bench = await openBench()
    const { sell } = await openShop(bench)
    const charge = await sell(1000)
    const refund = await bench.stripe.refunds.create({ charge, amount: 400 })

    const plain = await bench.stripe.charges.retrieve(charge)
    const expanded = await bench.stripe.charges.retrieve(charge, { expand: ['refunds', 'balance_transaction'] })

    expect(plain.refunds).toBeUndefined()
    expect(expanded.refunds?.data.map(({ id }) => id)).toEqual([refund.id])
    expect(expanded.balance_transaction).toMatchObject({ object: 'balance_transaction', fee: 59 })
  })

  test('refuses what is no reference, and more than four levels', async () => {
    const bench = await openBench()
    const { sell } = await openShop(bench)
    const charge = await sell(1000)

    for (const path of ['amount', 'nothing', 'a.b.c.d.e']) {
      expect((await refusalOf(bench.stripe.charges.retrieve(charge, { expand: [path] }))).param).toBe('expand')
    }
  })
})
