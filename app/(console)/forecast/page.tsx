import type { Metadata } from 'next'
import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { BalanceChart } from '#components/forecast/balance-chart.tsx'
import { DayTable } from '#components/forecast/day-table.tsx'
import { FirstForecast } from '#components/forecast/first-forecast.tsx'
import { ForecastFigures } from '#components/forecast/forecast-figures.tsx'
import { KindTable } from '#components/forecast/kind-table.tsx'
import { WhatIfForm } from '#components/forecast/what-if-form.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { getBackfill } from '#lib/events/backfill/get-backfill.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { REFUND_CHOICES, type SellerPart } from '#lib/treasury/forecast/kinds-model.ts'
import { forecastCurrencies, readForecast, sumFlows } from '#lib/treasury/forecast/read-forecast.ts'
import { type Wondered, whatIfOf } from '#lib/treasury/forecast/what-if-model.ts'

export const metadata: Metadata = { title: 'Forecast' }

const loadAddress = createLoader({
  currency: parseAsString.withDefault(''),
  leaves: parseAsString.withDefault(''),
  refunds: parseAsStringLiteral(REFUND_CHOICES.map(({ value }) => value)).withDefault(REFUND_CHOICES[0].value),
})

export default async function ForecastPage({ searchParams }: PageProps<'/forecast'>) {
  const actor = await requirePermission('forecast.read')
  const address = await loadAddress(searchParams)
  const { currencies, forecast, load } = await read(actor.scope, async (tx) => {
    const currencies = await forecastCurrencies(tx)
    const currency = currencies.find((one) => one === address.currency.toUpperCase()) ?? currencies[0]
    const chosen = (sellers: readonly SellerPart[]) => whatIfOf(address, sellers)
    const forecast = currency === undefined ? null : await readForecast(tx, currency, chosen)
    return { currencies, forecast, load: forecast === null ? await getBackfill(tx) : null }
  })
  if (forecast === null)
    return (
      <Page>
        <PageHeader title="Forecast">What the balance at Stripe will be, day by day.</PageHeader>
        <FirstForecast load={load} />
      </Page>
    )
  const { currency, sellers, models, days, madeAt, historyFrom } = forecast
  const sums = sumFlows(days)
  return (
    <Page>
      <PageHeader
        title="Forecast"
        actions={
          <>
            <TextLink href={`/forecast/accuracy?currency=${currency}`}>How good forecasts were</TextLink>
            <ButtonLink href={exportHref({ ...address, currency })} size="sm" download>
              Export
            </ButtonLink>
          </>
        }
      >
        The platform’s balance at Stripe, ninety days ahead, from every day since {historyFrom}. Made{' '}
        <RelativeTime at={madeAt} now={clock.now().toISOString()} />.
      </PageHeader>
      <WhatIfForm
        currency={currency}
        currencies={currencies}
        sellers={sellers}
        leaves={address.leaves}
        refunds={address.refunds}
      />
      <ForecastFigures forecast={forecast} />
      <BalanceChart forecast={forecast} whatIf={inWords(address, sellers)} />
      <Section title="Day by day">
        <DayTable forecast={forecast} kinds={sums.map(({ kind }) => kind)} />
      </Section>
      <Section title="What it is made of">
        <KindTable currency={currency} sums={sums} models={models} />
      </Section>
    </Page>
  )
}

/** The same days as a file, under the same what-if. */
const exportHref = (address: Wondered & { readonly currency: string }) =>
  `/api/exports/forecast?${new URLSearchParams({ ...address })}`

function inWords({ leaves, refunds }: Wondered, sellers: readonly SellerPart[]): string {
  const leaving = sellers.find(({ sellerId }) => sellerId === leaves)
  const choice = REFUND_CHOICES.find(({ value }) => value === refunds)
  return [
    leaving === undefined ? '' : `${leaving.name} leaves`,
    choice === undefined || choice === REFUND_CHOICES[0] ? '' : `refunds are ${choice.label.toLowerCase()}`,
  ]
    .filter((part) => part !== '')
    .join(' and ')
}
