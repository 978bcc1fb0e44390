import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#lib/entities/accounting-day.ts'
import { collect } from './collected.ts'
import { dueOf, type HoldTerms } from './due.ts'
import { splitLines } from './split.ts'
import { KEYS, someFacts, someTerms } from './testing.ts'

function dueOn(today: string, terms: Partial<HoldTerms>, owedMinor = 8_000n, debitOn: string | null = null) {
  const collected = collect(someFacts(), KEYS, 'acct_platform')
  if (collected.kind !== 'collected') throw new Error(collected.reason)
  const seller = { id: 'sel_1', name: 'Nordic Ceramics' }
  const sales = splitLines(collected, '2026-11-10', () => ({ seller, terms: someTerms(), nameOf: (id) => id }))
  return dueOf({
    lines: sales.flatMap(({ lines }) => lines),
    termsOf: () => ({ holdDays: 0, reserveBps: 0, reserveDays: 0, debitDelayDays: 0, ...terms }),
    collectedOn: '2026-11-10',
    today,
    debitOn,
    owedMinor,
    currency: 'USD',
  })
}

const reserve = { holdDays: 7, reserveBps: 1_000, reserveDays: 30 }

test.each([
  ['2026-11-16', 8_000n, '2026-11-17', []],
  ['2026-11-17', 800n, '2026-12-10', [7_200n]],
  ['2026-12-09', 800n, '2026-12-10', [7_200n]],
  ['2026-12-10', 0n, null, [7_200n]],
])('on %s %d of 8,000 wait', (today, heldMinor, nextOn, stages) => {
  expect(dueOn(today, reserve)).toMatchObject({ heldMinor, nextOn, stages })
})

test('says what waits and until when', () => {
  expect(dueOn('2026-11-20', reserve).reason).toBe('8.00 USD wait by contract: more is due on 2026-12-10.')
})

test('a bank debit waits from the day its money is available, whatever else the contract says', () => {
  const terms = { holdDays: 2, debitDelayDays: 5 }
  expect(dueOn('2026-11-12', terms).heldMinor).toBe(0n)
  expect(dueOn('2026-11-18', terms, 8_000n, '2026-11-14')).toMatchObject({
    heldMinor: 8_000n,
    nextOn: '2026-11-19',
    reason: '80.00 USD were paid by bank debit, which may still fail: more is due on 2026-11-19.',
  })
  expect(dueOn('2026-11-19', terms, 8_000n, '2026-11-14')).toMatchObject({ heldMinor: 0n, nextOn: null })
})

test('lets nothing wait that no contract holds, and nothing that is not owed any more', () => {
  expect(dueOn('2026-11-10', {})).toEqual({ heldMinor: 0n, nextOn: null, stages: [], reason: '' })
  expect(dueOn('2026-11-10', reserve, -500n).heldMinor).toBe(0n)
})

test('what waits never exceeds what is owed and only shrinks as days go by', () => {
  fc.assert(
    fc.property(
      fc.record({ holdDays: fc.nat(40), reserveBps: fc.nat(10_000), reserveDays: fc.nat(90) }),
      fc.bigInt(0n, 8_000n),
      (terms, owed) => {
        const held = Array.from({ length: 92 }, (_, day) => dueOn(addDays('2026-11-10', day), terms, owed).heldMinor)
        expect(held.every((minor, day) => minor >= 0n && minor <= (held[day - 1] ?? owed))).toBe(true)
        expect(held.at(-1)).toBe(0n)
      },
    ),
  )
})
