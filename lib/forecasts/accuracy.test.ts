import { expect, test } from 'vitest'
import { accuracyOf, together } from './testing-accuracy.ts'
import { CLASSICAL, originsOfClassical } from './testing-classical.ts'

const MASE_RATIO_MAX = 0.9

test('classical series: at most 0.9 of seasonal naive’s error a year ahead, and nine tenths inside', () => {
  const all = CLASSICAL.map((series) =>
    accuracyOf({ ...series, step: 'month', horizon: series.season, origins: originsOfClassical(series) }),
  )
  const { ratio, coverage } = together(all)
  expect(ratio).toBeLessThanOrEqual(MASE_RATIO_MAX)
  expect(coverage).toBeGreaterThanOrEqual(0.87)
  expect(coverage).toBeLessThanOrEqual(0.93)
})
