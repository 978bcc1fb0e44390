import type { Terms } from '#lib/contracts/model.ts'
import { addDays } from '#lib/entities/accounting-day.ts'
import { divideHalfAway } from '#lib/money/allocate.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { SplitLine } from './split.ts'

/** When the parts of a share are due, by contract. */
export type HoldTerms = Pick<Terms, 'holdDays' | 'reserveBps' | 'reserveDays' | 'debitDelayDays'>

/** What of a share may not be paid yet. Minor units; `stages` are the amounts that were due on earlier days, rising. */
export type Due = {
  readonly heldMinor: bigint
  /** The accounting day on which more of it is due; null when everything is. */
  readonly nextOn: string | null
  readonly stages: readonly bigint[]
  /** Why the rest waits; empty when nothing does. */
  readonly reason: string
}

export const ALL_DUE: Due = { heldMinor: 0n, nextOn: null, stages: [], reason: '' }

type Asked = {
  /** The payee's lines of what was collected. */
  readonly lines: readonly SplitLine[]
  readonly termsOf: (contractVersionId: string) => HoldTerms | undefined
  /** Accounting days. */
  readonly collectedOn: string
  readonly today: string
  /** The accounting day on which a bank debit's money is available; null when nothing was paid by one. */
  readonly debitOn: string | null
  readonly owedMinor: bigint
  readonly currency: string
}

/**
 * How much of a share is due. A contract may make the whole wait for some days, a bank debit for some days after its money is
 * available, and a part of it for longer; what refunds took since is taken from all in proportion.
 */
export function dueOf({ lines, termsOf, collectedOn, today, debitOn, owedMinor, currency }: Asked): Due {
  const tranches = new Map<string, bigint>()
  let safest = ''
  for (const line of lines) {
    const { holdDays = 0, reserveBps = 0, reserveDays = 0, debitDelayDays = 0 } = termsOf(line.contractVersionId) ?? {}
    const reserved = divideHalfAway(line.sellerMinor * BigInt(reserveBps), 10_000n)
    const safe = debitOn === null || debitDelayDays === 0 ? '' : addDays(debitOn, debitDelayDays)
    if (safe > safest) safest = safe
    const later = (days: number, minor: bigint) => {
      const agreed = addDays(collectedOn, days)
      const on = safe > agreed ? safe : agreed
      if (minor !== 0n) tranches.set(on, (tranches.get(on) ?? 0n) + minor)
    }
    later(holdDays, line.sellerMinor - reserved)
    later(Math.max(holdDays, reserveDays), reserved)
  }
  const days = [...tranches.keys()].toSorted()
  const [nextOn = null] = days.filter((on) => on > today)
  if (nextOn === null && days.every((on) => on === days[0])) return ALL_DUE
  const whole = [...tranches.values()].reduce((sum, minor) => sum + minor, 0n)
  const until = (day: string) => days.filter((on) => on <= day).reduce((sum, on) => sum + (tranches.get(on) ?? 0n), 0n)
  const scaled = (minor: bigint) =>
    minor === whole || whole <= 0n ? owedMinor : divideHalfAway(owedMinor * minor, whole)
  const stages = days.filter((on) => on <= today && until(on) !== whole).map((on) => scaled(until(on)))
  if (nextOn === null || owedMinor <= 0n) return { ...ALL_DUE, stages }
  const heldMinor = owedMinor - (until(today) === 0n ? 0n : scaled(until(today)))
  const amount = formatMoney({ minor: heldMinor, currency })
  const why = nextOn <= safest ? 'were paid by bank debit, which may still fail' : 'wait by contract'
  return { heldMinor, nextOn, stages, reason: `${amount} ${why}: more is due on ${nextOn}.` }
}
