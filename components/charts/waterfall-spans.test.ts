import { describe, expect, test } from 'vitest'
import { type WaterfallStep, waterfallSpans } from './waterfall-spans.ts'

const step = (minor: string, kind: WaterfallStep['kind'] = 'change'): WaterfallStep => ({
  label: minor,
  amount: { minor, currency: 'USD' },
  kind,
})

describe('waterfallSpans', () => {
  test('a change hangs from where the last one ended, the total stands on zero', () => {
    expect(waterfallSpans([step('10000', 'total'), step('-2000'), step('-500'), step('7500', 'total')])).toEqual([
      { from: 0, width: 1_000 },
      { from: 800, width: 200 },
      { from: 750, width: 50 },
      { from: 0, width: 750 },
    ])
  })

  test('a sum below zero moves the ground', () => {
    expect(waterfallSpans([step('1000', 'total'), step('-2000'), step('-1000', 'total')])).toEqual([
      { from: 500, width: 500 },
      { from: 0, width: 1_000 },
      { from: 0, width: 500 },
    ])
  })

  test('nothing at all has no width', () => {
    expect(waterfallSpans([step('0', 'total')])).toEqual([{ from: 0, width: 0 }])
  })
})
