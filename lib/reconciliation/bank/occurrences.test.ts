import { expect, test } from 'vitest'
import { Occurrences } from './occurrences.ts'

test('counts each number by itself, through growing, beyond a byte, and zero too', () => {
  const seen = new Occurrences()
  const numberOf = (n: number) => (BigInt(n) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn
  for (let n = 0; n < 5_000; n += 1) expect(seen.count(numberOf(n))).toBe(1)
  for (let n = 4_999; n >= 0; n -= 1) expect(seen.count(numberOf(n))).toBe(2)
  for (let turn = 3; turn <= 600; turn += 1) expect(seen.count(0n)).toBe(turn)
  expect(seen.count(numberOf(7))).toBe(3)
})
