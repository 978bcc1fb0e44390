import { formatMoney } from '#lib/money/format.ts'
import type { Check } from './checks.ts'
import type { FeeFact } from './facts.ts'
import type { Pattern } from './pattern.ts'
import { expectedFee, isRounding } from './side-versions.ts'
import type { RecordedLine } from './versions.ts'

type Known = {
  readonly pattern: Pattern
  readonly fee: FeeFact | null
  readonly sellerId: string
  readonly currency: string
  readonly lines: readonly RecordedLine[]
}

/** Whether the application fee that was taken is the one the contract gives; nothing where there is none to compare. */
export function checkFee({ pattern, fee, sellerId, currency, lines }: Known): Check[] {
  if (pattern === 'separate' || fee === null) return []
  const expected = expectedFee(lines, pattern === 'direct' ? '' : sellerId)
  if (expected === null) return []
  const amount = (minor: bigint) => formatMoney({ minor, currency })
  const actual = fee.backing?.amountMinor ?? 0n
  const code = 'application_fee'
  if (fee.backing !== null && fee.backing.currency !== currency) {
    const sentence = `The application fee reached us in ${fee.backing.currency}, the charge in ${currency}.`
    return [{ code, passed: false, sentence, sellerId }]
  }
  const off = actual - expected
  if (off !== 0n && pattern === 'destination' && isRounding({ fee, currency }, off)) {
    const sentence = `The application fee of ${amount(actual)} is what the contract gives, but for the rounding of a conversion.`
    return [{ code, passed: true, sentence, sellerId }]
  }
  const sentence =
    off === 0n
      ? `The application fee of ${amount(actual)} is what the contract gives.`
      : `The application fee is ${amount(actual)}; the contract gives ${amount(expected)}: ${amount(off < 0n ? -off : off)} too ${off < 0n ? 'little' : 'much'}.`
  return [{ code, passed: off === 0n, sentence, sellerId, ...(off === 0n ? {} : { offMinor: off.toString() }) }]
}
