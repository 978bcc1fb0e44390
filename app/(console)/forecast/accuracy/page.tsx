import type { Metadata } from 'next'
import { createLoader, parseAsString } from 'nuqs/server'
import { AccuracyView } from '#components/forecast/accuracy-view.tsx'
import { FirstForecast } from '#components/forecast/first-forecast.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { LinkTabs } from '#components/ui/link-tabs.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { getBackfill } from '#lib/events/backfill/get-backfill.ts'
import { read } from '#lib/platform/db.ts'
import { readAccuracy } from '#lib/treasury/forecast/read-accuracy.ts'
import { forecastCurrencies } from '#lib/treasury/forecast/read-forecast.ts'

export const metadata: Metadata = { title: 'Accuracy of forecasts' }

const loadAddress = createLoader({ currency: parseAsString.withDefault('') })

export default async function AccuracyPage({ searchParams }: PageProps<'/forecast/accuracy'>) {
  const actor = await requirePermission('forecast.read')
  const address = await loadAddress(searchParams)
  const { currencies, currency, accuracy, load } = await read(actor.scope, async (tx) => {
    const currencies = await forecastCurrencies(tx)
    const currency = currencies.find((one) => one === address.currency.toUpperCase()) ?? currencies[0] ?? ''
    const accuracy = currency === '' ? null : await readAccuracy(tx, currency)
    return { currencies, currency, accuracy, load: accuracy === null ? await getBackfill(tx) : null }
  })
  return (
    <Page>
      <PageHeader
        title="Accuracy of forecasts"
        actions={
          <>
            <TextLink href={`/forecast?currency=${currency}`}>Forecast</TextLink>
            {accuracy === null ? null : (
              <ButtonLink href={`/api/exports/forecast-accuracy?currency=${currency}`} size="sm" download>
                Export
              </ButtonLink>
            )}
          </>
        }
      >
        What was forecast against what came. Replayed ones were made later, from the days before them alone.
      </PageHeader>
      {currencies.length < 2 ? null : (
        <LinkTabs
          label="Currency"
          tabs={currencies.map((one) => ({
            href: `/forecast/accuracy?currency=${one}`,
            label: one,
            current: one === currency,
          }))}
        />
      )}
      {accuracy === null ? <FirstForecast load={load} /> : <AccuracyView accuracy={accuracy} />}
    </Page>
  )
}
