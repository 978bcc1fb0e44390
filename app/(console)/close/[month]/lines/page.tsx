import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { parseAsString } from 'nuqs/server'
import { MonthLineTable } from '#components/close/month-line-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { chartAccount } from '#lib/ledger/chart.ts'
import { monthLines } from '#lib/ledger/periods/month-lines.ts'
import { monthWords } from '#lib/ledger/periods/month-model.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Lines of a month' }

const loadQuery = createListLoader({
  code: parseAsString.withDefault(''),
  currency: parseAsString.withDefault(''),
  rule: parseAsString,
})

export default async function MonthLinesPage({ params, searchParams }: PageProps<'/close/[month]/lines'>) {
  const actor = await requirePermission('close.read')
  const { month } = await params
  const query = await loadQuery(searchParams)
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) notFound()
  const page = await read(actor.scope, (tx) => monthLines(tx, { ...query, month }))
  const asked = new URLSearchParams({
    month,
    code: query.code,
    currency: query.currency,
    ...(query.rule === null ? {} : { rule: query.rule }),
  })
  return (
    <Page>
      <PageHeader title={`${chartAccount(query.code).name}, ${query.currency}, ${monthWords(month)}`}>
        {query.rule === null ? 'Every line' : `Lines posted by the rule ${query.rule.replaceAll('_', ' ')}`} of the
        month. <TextLink href={`/close/${month}`}>Back to the close</TextLink>
      </PageHeader>
      <MonthLineTable page={page} exportHref={`/api/exports/close?${asked}`} />
    </Page>
  )
}
