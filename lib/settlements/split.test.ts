import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Terms } from '#lib/contracts/model.ts'
import { aRule } from '#lib/contracts/testing.ts'
import { type Collected, collect } from './collected.ts'
import { commissionDispute, splitLines } from './split.ts'
import { aCharge, aLine, anInvoice, KEYS, someFacts, someTerms } from './testing.ts'
import { unassignedMinor } from './versions.ts'

const collectedOf = (facts = someFacts()): Collected => {
  const collection = collect(facts, KEYS, 'acct_platform')
  if (collection.kind !== 'collected') throw new Error(collection.reason)
  return collection
}

const splitWith = (terms: Terms, facts = someFacts()) => {
  const collected = collectedOf(facts)
  return splitLines(collected, '2026-11-10', (line) => ({
    seller: line.said.seller === '' ? null : { id: `sel_${line.said.seller}`, name: 'Nordic Ceramics' },
    terms,
    nameOf: (id) => id,
  })).flatMap(({ lines }) => lines)
}

describe('splitLines', () => {
  test('splits 100.00 at 20 % into 80.00 and 20.00, and says how', () => {
    const [line] = splitWith(someTerms())

    expect([line?.sellerMinor, line?.commissionMinor]).toEqual([8_000n, 2_000n])
    expect(line?.trace).toBe(
      'Standard, version 1, rule 1: 20 % (every line). Commission of 100.00 USD is 20.00 USD. ' +
        'Nordic Ceramics keeps 80.00 USD, the platform 20.00 USD.',
    )
  })

  test("takes Stripe's fee out of the share when the seller bears it", () => {
    const [line] = splitWith(someTerms({ feeBearer: 'seller' }))

    expect([line?.sellerMinor, line?.sellerFeeMinor, line?.commissionMinor]).toEqual([7_680n, 320n, 2_000n])
  })

  test('spreads the fee over sellers by largest remainder', () => {
    const facts = someFacts({
      invoiceLines: [
        aLine({ id: 'il_1', amountMinor: 3_333n, metadata: { seller: 'acct_1' } }),
        aLine({ id: 'il_2', amountMinor: 3_333n, metadata: { seller: 'acct_2' } }),
        aLine({ id: 'il_3', amountMinor: 3_334n, metadata: { seller: 'acct_3' } }),
      ],
    })

    expect(splitWith(someTerms({ feeBearer: 'seller' }), facts).map((line) => line.sellerFeeMinor)).toEqual([
      107n,
      106n,
      107n,
    ])
  })

  test('keeps tax payable only where the platform is liable', () => {
    const facts = someFacts({
      invoice: anInvoice({ totalMinor: 11_900n, amountPaidMinor: 11_900n }),
      invoiceLines: [aLine({ taxMinor: 1_900n })],
      charges: [
        aCharge({
          amountMinor: 11_900n,
          backing: { id: 'txn_1', amountMinor: 11_900n, feeMinor: 375n, currency: 'USD', createdAt: new Date(0) },
        }),
      ],
    })
    const base = { commissionBase: 'net_of_tax' as const }
    const [liable] = splitWith(someTerms({ ...base, platformLiableForTax: true }), facts)
    const [notLiable] = splitWith(someTerms(base), facts)

    expect([liable?.sellerMinor, liable?.commissionMinor, liable?.taxMinor]).toEqual([8_000n, 2_000n, 1_900n])
    expect([notLiable?.sellerMinor, notLiable?.commissionMinor, notLiable?.taxMinor]).toEqual([9_900n, 2_000n, 0n])
  })

  test('allocates shares to the currency the balance received', () => {
    const backing = { id: 'txn_1', amountMinor: 9_211n, feeMinor: 297n, currency: 'EUR', createdAt: new Date(0) }
    const [line] = splitWith(someTerms(), someFacts({ charges: [aCharge({ backing })] }))

    expect([line?.grossMinor, line?.sellerMinor, line?.commissionMinor]).toEqual([9_211n, 7_369n, 1_842n])
    expect(line?.trace).toContain('100.00 USD reached the balance as 92.11 EUR.')
  })

  test('leaves a line without a seller with buyer funds', () => {
    const [line] = splitWith(someTerms(), someFacts({ invoiceLines: [aLine({ metadata: {} })] }))

    expect(line).toMatchObject({ sellerMinor: 0n, commissionMinor: 0n, contractVersionId: '', grossMinor: 10_000n })
    expect(line?.trace).toContain('No seller is named')
  })

  test('takes a field from the invoice, else the payment, when the line does not carry it', () => {
    const facts = someFacts({
      invoice: anInvoice({ metadata: { seller: 'acct_9', category: 'books' } }),
      invoiceLines: [aLine({ metadata: { category: 'ceramics' } })],
      paymentMetadata: [{ order_id: 'ORD-7', seller: 'acct_wrong' }],
    })

    expect(collectedOf(facts).lines[0]?.said).toMatchObject({
      seller: 'acct_9',
      category: 'ceramics',
      orderId: 'ORD-7',
    })
  })

  test('adds up whatever is sold, whoever bears the fee, in any currency', () => {
    const lineArbitrary = fc.record({
      amount: fc.bigInt(-2_000n, 1_000_000n),
      tax: fc.bigInt(0n, 100n),
      percentBps: fc.integer({ min: 0, max: 10_000 }),
      isNamed: fc.boolean(),
    })
    const termsArbitrary = fc.record({
      feeBearer: fc.constantFrom('platform' as const, 'seller' as const),
      commissionBase: fc.constantFrom('gross' as const, 'net_of_tax' as const),
      platformLiableForTax: fc.boolean(),
      rules: fc.record({ percentBps: fc.integer({ min: 0, max: 10_000 }) }).map((rule) => [aRule(rule)]),
    })
    fc.assert(
      fc.property(
        fc.array(lineArbitrary, { minLength: 1, maxLength: 8 }),
        termsArbitrary,
        fc.bigInt(1n, 10n ** 9n),
        fc.bigInt(0n, 50_000n),
        (lines, terms, settled, fee) => {
          const total = lines.reduce((sum, line) => sum + line.amount + line.tax, 0n)
          fc.pre(total > 0n)
          const backing = { id: 'txn_1', amountMinor: settled, feeMinor: fee, currency: 'EUR', createdAt: new Date(0) }
          const split = splitWith(
            someTerms(terms),
            someFacts({
              invoice: anInvoice({ totalMinor: total, amountPaidMinor: total }),
              invoiceLines: lines.map((line, index) =>
                aLine({
                  id: `il_${index}`,
                  amountMinor: line.amount,
                  taxMinor: line.tax,
                  metadata: line.isNamed ? { seller: `acct_${index % 3}` } : {},
                }),
              ),
              charges: [aCharge({ amountMinor: total, backing })],
            }),
          )
          expect(split.reduce((sum, line) => sum + line.grossMinor, 0n)).toBe(settled)
          for (const line of split)
            expect(unassignedMinor(line)).toBe(line.contractVersionId === '' ? line.grossMinor : 0n)
          const borne = split.reduce((sum, line) => sum + line.sellerFeeMinor, 0n)
          expect(borne >= 0n && borne <= fee).toBe(true)
          if (terms.feeBearer === 'seller' && lines.every((line) => line.isNamed)) expect(borne).toBe(fee)
        },
      ),
    )
  })
})

describe('collect', () => {
  const nothing = { charges: [], paymentCount: 0 }
  test.each([
    [
      'an invoice for zero',
      { ...nothing, invoice: anInvoice({ totalMinor: 0n, amountPaidMinor: 0n }) },
      'nothing',
      'for zero',
    ],
    ['one paid elsewhere', nothing, 'nothing', 'outside Stripe'],
    [
      'one paid from credit',
      { ...nothing, invoice: anInvoice({ amountPaidMinor: 0n }) },
      'nothing',
      'customer balance',
    ],
    [
      'one half paid',
      { invoice: anInvoice({ status: 'open', amountPaidMinor: 4_000n, amountRemainingMinor: 6_000n }) },
      'partial',
      '40.00 USD of 100.00 USD',
    ],
    ['one whose charge is still unknown', { charges: [] }, 'waiting', 'has not reached us'],
    ['one whose lines are incomplete', { invoiceLines: [aLine({ amountMinor: 4_000n })] }, 'waiting', 'do not add up'],
    [
      'an unpaid one',
      { invoice: anInvoice({ status: 'open', amountPaidMinor: 0n, amountRemainingMinor: 10_000n }) },
      'waiting',
      'is open',
    ],
  ])('says what became of %s', (_, facts, kind, reason) => {
    expect(collect(someFacts(facts), KEYS, 'acct_platform')).toEqual({ kind, reason: expect.stringContaining(reason) })
  })

  test('takes a plain payment as one line of the charge', () => {
    const facts = someFacts({
      source: { kind: 'charge', id: 'ch_1' },
      invoice: null,
      invoiceLines: [],
      paymentMetadata: [{ seller: 'acct_1' }],
    })

    expect(collectedOf(facts).lines).toEqual([expect.objectContaining({ id: 'ch_1', grossMinor: 10_000n })])
  })

  test('reads lines whose tax is included in their amount', () => {
    const facts = someFacts({ invoiceLines: [aLine({ amountMinor: 10_000n, taxMinor: 1_597n })] })

    expect(collectedOf(facts).lines[0]?.grossMinor).toBe(10_000n)
  })
})

test.each([
  ['2000', null],
  ['', null],
  ['1500', 'The metadata of il_1 states 15 % commission, the contract 20 %.'],
])('compares the stated commission %j with the contract', (commissionBps, sentence) => {
  const [sale] = splitLines(
    collectedOf(
      someFacts({ invoiceLines: [aLine({ metadata: { seller: 'acct_1', commission_bps: commissionBps } })] }),
    ),
    '2026-11-10',
    () => ({ seller: { id: 'sel_1', name: 'Nordic Ceramics' }, terms: someTerms(), nameOf: (id) => id }),
  )
  if (sale?.divided == null) throw new Error('not divided')
  const bps = commissionBps === '' ? null : Number.parseInt(commissionBps, 10)
  expect(commissionDispute(sale.sold, sale.divided, bps)).toBe(sentence)
})
