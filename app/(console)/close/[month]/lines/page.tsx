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
import { dayText } from '#lib/reconciliation/days/day-schema.ts'

export const metadata: Metadata = { title: 'Lines of a month' }

const loadQuery = createListLoader({
  code: parseAsString.withDefault(''),
  currency: parseAsString.withDefault(''),
  rule: parseAsString,
  day: parseAsString,
})

export default async function MonthLinesPage({ params, searchParams }: PageProps<'/close/[month]/lines'>) {
  const actor = await requirePermission('close.read')
  const { month } = await params
  const query = await loadQuery(searchParams)
  const { data: day = null } = dayText.safeParse(query.day)
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) notFound()
  const page = await read(actor.scope, (tx) => monthLines(tx, { ...query, day, month }))
  const asked = new URLSearchParams({
    month,
    code: query.code,
    currency: query.currency,
    ...(query.rule === null ? {} : { rule: query.rule }),
    ...(day === null ? {} : { day }),
  })
  return (
    <Page>
      <PageHeader title={`${chartAccount(query.code).name}, ${query.currency}, ${day ?? monthWords(month)}`}>
        {query.rule === null ? 'Every line' : `Lines posted by the rule ${query.rule.replaceAll('_', ' ')}`} of the
        {day === null ? 'month' : 'day'}.{' '}
        <TextLink href={day === null ? `/close/${month}` : `/close/days/${day}`}>
          {day === null ? 'Back to the close' : 'Back to the day'}
        </TextLink>
      </PageHeader>
      <MonthLineTable page={page} exportHref={`/api/exports/close?${asked}`} />
    </Page>
  )
}
