import { describe, expect, test } from 'vitest'
import { plotAmounts, plotDecimals } from './plot.ts'

const usd = (...minors: string[]) => minors.map((minor) => ({ minor, currency: 'USD' }))

describe('plotAmounts', () => {
  test('the largest amount is the whole scale', () => {
    expect(plotAmounts(usd('500', '1000', '250'))).toEqual([5_000, 10_000, 2_500])
  })

  test('keeps signs, and measures by size', () => {
    expect(plotAmounts(usd('-1000', '500'))).toEqual([-10_000, 5_000])
  })

  test('nothing but zeros stays at zero', () => {
    expect(plotAmounts(usd('0', '0'))).toEqual([0, 0])
  })

  test('an amount beyond every float is placed like any other', () => {
    expect(plotAmounts(usd('90071992547409930000', '45035996273704965000'))).toEqual([10_000, 5_000])
  })
})

describe('plotDecimals', () => {
  test('places of any number share one scale, and gaps stay gaps', () => {
    expect(plotDecimals(['1.5', null, '3', '-0.75'])).toEqual([5_000, null, 10_000, -2_500])
  })

  test('what is no number is a gap', () => {
    expect(plotDecimals(['1e3', 'many', ''])).toEqual([null, null, null])
  })

  test('nothing at all draws nothing', () => {
    expect(plotDecimals([])).toEqual([])
  })
})
