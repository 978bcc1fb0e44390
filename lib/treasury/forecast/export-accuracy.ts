import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { count, day } from '#lib/platform/export-columns.ts'
import type { Accuracy } from './accuracy-model.ts'
import { FLOW_LABELS, isFlowKind } from './kinds-model.ts'
import { readAccuracy } from './read-accuracy.ts'
import { forecastCurrencies } from './read-forecast.ts'

export const ACCURACY_HEADER = [
  'Currency',
  day('Made on'),
  'Kind',
  'Replayed',
  count('Days that came'),
  'MASE',
  'MASE of seasonal naive',
  'Share in the interval',
]

/** How good forecasts of one currency were, or of each when none is named: first by forecast, then by kind. */
export async function* exportAccuracy(actor: Actor, currency: string): AsyncGenerator<string[][]> {
  const currencies = await read(actor.scope, forecastCurrencies)
  for (const one of currencies.filter((each) => currency === '' || each === currency.toUpperCase())) {
    const { forecasts, kinds } = await read(actor.scope, (tx) => readAccuracy(tx, one))
    yield [
      ...forecasts.map((row) => [one, row.key, 'All kinds', ...figuresOf(row)]),
      ...kinds.map((row) => [one, '', isFlowKind(row.key) ? FLOW_LABELS[row.key] : row.key, ...figuresOf(row)]),
    ]
  }
}

const figuresOf = ({ isReplay, days, masePerMille, naivePerMille, coveragePerMille }: Accuracy) => [
  isReplay ? 'yes' : 'no',
  days.toString(),
  decimal(masePerMille),
  decimal(naivePerMille),
  decimal(coveragePerMille),
]

/** Thousandths as a decimal, all three places. */
const decimal = (perMille: number) => `${Math.floor(perMille / 1000)}.${`${perMille % 1000}`.padStart(3, '0')}`
