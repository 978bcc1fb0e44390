import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import { toWire, type WireMoney } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { FLOW_KINDS, FLOW_LABELS, type FlowKind, HORIZON } from '#lib/treasury/forecast/kinds-model.ts'
import { type BalanceForecast, forecastCurrencies, readForecast } from '#lib/treasury/forecast/read-forecast.ts'
import { tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

const DAYS_USUAL = 30

export const forecastTool = defineTool({
  name: 'forecast',
  title: 'Forecast',
  description:
    'What the platform’s balance at Stripe is expected to be, up to 90 days ahead, with an interval that holds nine days in ten; or what one kind of money (sales, refunds, fees, transfers …) is expected to come to until then. Per currency. Not per seller, country or category.',
  permission: 'forecast.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z.object({
    kind: z.enum(FLOW_KINDS).optional().describe('one kind of money; without it, the balance that can be used'),
    days: z.number().int().min(1).max(HORIZON).default(DAYS_USUAL).describe('days ahead from tomorrow on'),
    currency: z.string().trim().length(3).toUpperCase().optional().describe('ISO code; without it, each currency'),
  }),
  run: async ({ asker }, { kind, days, currency }) => {
    const forecasts = await read(asker.scope, async (tx) => {
      const currencies = await forecastCurrencies(tx)
      const asked = currencies.filter((one) => currency === undefined || one === currency)
      const found: BalanceForecast[] = []
      for (const one of asked) {
        const forecast = await readForecast(tx, one)
        if (forecast !== null) found.push(forecast)
      }
      return found
    })
    const what = kind === undefined ? 'Available balance' : FLOW_LABELS[kind]
    const rows = forecasts.map((forecast) => expectedIn(forecast, kind, days))
    const [first] = forecasts
    const href = `/forecast${first === undefined ? '' : `?currency=${first.currency}`}`
    return {
      step: `${what} forecast, ${days} days, ${rows.length} currencies`,
      blocks: [
        ...rows.map((row) => ({
          kind: 'metric' as const,
          label: `${what}, ${row.words}`,
          value: { text: formatMoney(row.amount), raw: row.amount.minor },
          ...(row.low === null || row.high === null
            ? {}
            : { note: `Nine times in ten between ${formatMoney(row.low)} and ${formatMoney(row.high)}` }),
        })),
        ...(kind === undefined && first !== undefined ? [chartOf(first, days), tableOf(first, days)] : []),
      ],
      facts: {
        summary:
          rows.length === 0
            ? `No forecast${currency === undefined ? '' : ` in ${currency}`} has been made yet.`
            : rows.map((row) => sentenceOf(what, row)).join(' '),
        expected: rows.map(({ amount, low, high, until, model }) => ({
          amount: told(amount),
          low: low === null ? null : told(low),
          high: high === null ? null : told(high),
          until,
          model,
        })),
      },
      citations: [
        { label: 'Forecast', href },
        { label: 'How good forecasts were', href: '/forecast/accuracy' },
      ],
      rows: rows.length,
      more: false,
    }
  },
})

type Expected = {
  readonly amount: WireMoney
  readonly low: WireMoney | null
  readonly high: WireMoney | null
  readonly until: string
  readonly words: string
  readonly model: string
}

function expectedIn({ currency, days, models }: BalanceForecast, kind: FlowKind | undefined, ahead: number): Expected {
  const within = days.slice(0, ahead)
  const last = within.at(-1)
  const until = last?.day ?? ''
  const wire = (minor: bigint) => toWire({ minor, currency })
  if (kind === undefined)
    return {
      amount: wire(last?.availableMinor ?? 0n),
      low: wire(last?.lowMinor ?? 0n),
      high: wire(last?.highMinor ?? 0n),
      until,
      words: `at the end of ${until}`,
      model: 'all kinds together',
    }
  return {
    amount: wire(within.reduce((sum, { flows }) => sum + (flows[kind] ?? 0n), 0n)),
    low: null,
    high: null,
    until,
    words: `until ${until}`,
    model: models.find((one) => one.kind === kind)?.model ?? 'none',
  }
}

function sentenceOf(what: string, { amount, low, high, words }: Expected): string {
  const between =
    low === null || high === null ? '' : `, nine times in ten between ${formatMoney(low)} and ${formatMoney(high)}`
  return `${what} ${words} is expected to be ${formatMoney(amount)}${between}.`
}

const chartOf = ({ currency, days }: BalanceForecast, ahead: number) => ({
  kind: 'chart' as const,
  shape: 'line' as const,
  title: `Available balance in ${currency}, day by day`,
  unit: 'money' as const,
  currency,
  series: [
    {
      label: 'Expected',
      points: days.slice(0, ahead).map(({ day, availableMinor }) => ({
        x: day,
        y: availableMinor.toString(),
        text: formatMoney({ minor: availableMinor.toString(), currency }),
      })),
    },
  ],
})

/** By week, so that it is read at a glance; every day is on the page. */
function tableOf({ currency, days }: BalanceForecast, ahead: number) {
  const wire = (minor: bigint) => toWire({ minor, currency })
  const weeks = days.slice(0, ahead).filter((_, index) => index % 7 === 6 || index === ahead - 1)
  return tableBlock(
    `Available balance in ${currency}, by week`,
    [
      { id: 'day', label: 'End of' },
      { id: 'expected', label: 'Expected', isAmount: true },
      { id: 'low', label: 'At least', isAmount: true },
      { id: 'high', label: 'At most', isAmount: true },
    ],
    weeks.map(({ day, availableMinor, lowMinor, highMinor }) => ({
      values: [day, wire(availableMinor), wire(lowMinor), wire(highMinor)],
      href: `/forecast?currency=${currency}`,
    })),
  )
}
