import type { Metadata } from 'next'
import { createLoader, parseAsString } from 'nuqs/server'
import { AccuracyView } from '#components/forecast/accuracy-view.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkTabs } from '#components/ui/link-tabs.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { readAccuracy } from '#lib/treasury/forecast/read-accuracy.ts'
import { forecastCurrencies } from '#lib/treasury/forecast/read-forecast.ts'

export const metadata: Metadata = { title: 'Accuracy of forecasts' }

const loadAddress = createLoader({ currency: parseAsString.withDefault('') })

export default async function AccuracyPage({ searchParams }: PageProps<'/forecast/accuracy'>) {
  const actor = await requirePermission('forecast.read')
  const address = await loadAddress(searchParams)
  const { currencies, currency, accuracy } = await read(actor.scope, async (tx) => {
    const currencies = await forecastCurrencies(tx)
    const currency = currencies.find((one) => one === address.currency.toUpperCase()) ?? currencies[0] ?? ''
    return { currencies, currency, accuracy: currency === '' ? null : await readAccuracy(tx, currency) }
  })
  return (
    <Page>
      <PageHeader
        title="Accuracy of forecasts"
        actions={<TextLink href={`/forecast?currency=${currency}`}>Forecast</TextLink>}
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
      {accuracy === null ? (
        <EmptyState title="No forecast yet">
          The worker makes the first one as soon as the past has been read.
        </EmptyState>
      ) : (
        <AccuracyView accuracy={accuracy} />
      )}
    </Page>
  )
}
