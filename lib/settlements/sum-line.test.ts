import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCollected } from './checks.ts'
import { type Collected, collect } from './collected.ts'
import { readSumLine } from './sum-line.ts'
import { aCharge, aLine, anInvoice, KEYS, someFacts } from './testing.ts'

const sold = (facts: Parameters<typeof someFacts>[0]) => collect(someFacts(facts), KEYS, 'acct_platform') as Collected
const line = (metadata: Record<string, string>, amountMinor = 10_000n) => aLine({ metadata, amountMinor })

describe('a line of an invoice that sums up sales of several sellers', () => {
  test('is one sale per part, each with its seller, whatever else the line says', () => {
    const { lines } = sold({
      invoiceLines: [line({ seller_parts: 'acct_1=3000, acct_2=2000', seller_parts_2: 'acct_1=5000' })],
    })
    expect(lines.map(({ id, said, grossMinor }) => [id, said.seller, grossMinor])).toEqual([
      ['il_1#1', 'acct_1', 3_000n],
      ['il_1#2', 'acct_2', 2_000n],
      ['il_1#3', 'acct_1', 5_000n],
    ])
  })

  test('names nobody while its parts do not add up to it, and says by how much', () => {
    const { lines, ...collected } = sold({
      invoiceLines: [line({ seller: 'acct_9', seller_parts: 'acct_1=3000 acct_2=2000' })],
    })
    expect(lines.map(({ id, said }) => [id, said.seller])).toEqual([['il_1', '']])
    const checked = lines.map((one) => ({ sold: one, seller: null, terms: null, divided: null, lines: [] }))
    const facts = { openDisputes: [], disputeCount: 0 }
    const checks = checkCollected({ collected: { ...collected, lines }, lines: checked, payees: [], holds: [], facts })
    expect(checks.find(({ code }) => code === 'seller_named')).toEqual({
      code: 'seller_named',
      passed: false,
      sentence: 'The seller_parts of il_1 add up to 50.00 USD, the line to 100.00 USD.',
    })
  })

  test.each(['acct_1', 'acct_1=-5', 'acct_1=1.50', 'somebody=100', '=100', 'acct_1=10000=2'])('refuses %s', (text) => {
    expect(readSumLine(line({ seller_parts: text }), 'USD').fault).toContain('is not like acct_…=3000')
  })

  test('divides what was paid, tax and discount without losing a unit, in any currency and however little was charged', () => {
    const amounts = fc.array(fc.bigInt(1n, 10_000_000n), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(
        amounts,
        fc.bigInt(0n, 100n),
        fc.bigInt(0n, 30n),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (parts, off, rate, currency) => {
          const amountMinor = parts.reduce((sum, part) => sum + part, 0n)
          const discountMinor = (amountMinor * off) / 101n
          const taxMinor = ((amountMinor - discountMinor) * rate) / 100n
          const totalMinor = amountMinor - discountMinor + taxMinor
          const seller_parts = parts.map((part, index) => `acct_${index}=${part}`).join(' ')
          const { lines } = sold({
            invoice: anInvoice({ totalMinor, amountPaidMinor: totalMinor, currency }),
            invoiceLines: [aLine({ amountMinor, discountMinor, taxMinor, metadata: { seller_parts } })],
            charges: [aCharge({ amountMinor: totalMinor, currency })],
          })
          const sum = (of: (one: (typeof lines)[number]) => bigint) => lines.reduce((total, one) => total + of(one), 0n)
          expect([sum((one) => one.grossMinor), sum((one) => one.taxMinor), sum((one) => one.discountMinor)]).toEqual([
            totalMinor,
            taxMinor,
            discountMinor,
          ])
          expect(lines.map(({ said }) => said.seller)).toEqual(parts.map((_, index) => `acct_${index}`))
        },
      ),
    )
  })
})
