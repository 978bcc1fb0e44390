import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { toWire } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { amount, day, instant, summed } from '#lib/platform/export-columns.ts'
import { FLOW_KINDS, FLOW_LABELS, type SellerPart } from './kinds-model.ts'
import { forecastCurrencies, readForecast } from './read-forecast.ts'
import { type Wondered, whatIfOf } from './what-if-model.ts'

export const FORECAST_HEADER = [
  'Currency',
  day('Day'),
  summed('Lands'),
  summed('At the gate'),
  ...FLOW_KINDS.map((kind) => summed(FLOW_LABELS[kind])),
  summed('Evened out'),
  amount('Available'),
  amount('Nine days in ten: at least'),
  amount('Nine days in ten: at most'),
  instant('Made at (UTC)'),
]

/** Every day of the latest forecast of one currency, or of each when none is named, as it would be under what is wondered about. */
export async function* exportForecast(
  actor: Actor,
  { currency, ...wondered }: Wondered & { readonly currency: string },
): AsyncGenerator<string[][]> {
  const currencies = await read(actor.scope, forecastCurrencies)
  for (const one of currencies.filter((each) => currency === '' || each === currency.toUpperCase())) {
    const forecast = await read(actor.scope, (tx) =>
      readForecast(tx, one, (sellers: readonly SellerPart[]) => whatIfOf(wondered, sellers)),
    )
    if (forecast === null) continue
    const cell = (minor: bigint) => plainDecimal(toWire({ minor, currency: one }))
    yield forecast.days.map((of) => [
      one,
      of.day,
      cell(of.landedMinor),
      cell(of.scheduledMinor),
      ...FLOW_KINDS.map((kind) => cell(of.flows[kind] ?? 0n)),
      cell(of.evenedMinor),
      cell(of.availableMinor),
      cell(of.lowMinor),
      cell(of.highMinor),
      forecast.madeAt,
    ])
  }
}
