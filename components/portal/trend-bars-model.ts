import type { EarnedDay } from '#lib/portal/read-earnings.ts'

const HEIGHT = 96
const STEP = 10

type Bar = { readonly x: number; readonly y: number; readonly height: number; readonly isLast: boolean }

/** Where the bars of days stand in a field of 10 per day by 96; earnings below zero hang down. Whole units only: a shape, no figure. */
export function barsOf(days: readonly EarnedDay[]): { bars: Bar[]; zero: number; best: EarnedDay | undefined } {
  const amounts = days.map((day) => BigInt(day.amount.minor))
  const top = amounts.reduce((most, amount) => (amount > most ? amount : most), 0n)
  const bottom = amounts.reduce((least, amount) => (amount < least ? amount : least), 0n)
  const range = top - bottom === 0n ? 1n : top - bottom
  const up = (amount: bigint) => Math.trunc(Number((amount * BigInt(HEIGHT)) / range))
  const zero = up(top)
  const bars = amounts.map((amount, index) => {
    const height = amount === 0n ? 0 : Math.max(1, Math.abs(up(amount)))
    return { x: index * STEP + 1, y: amount < 0n ? zero : zero - height, height, isLast: index === days.length - 1 }
  })
  const best = top > 0n ? days[amounts.indexOf(top)] : undefined
  return { bars, zero, best }
}
