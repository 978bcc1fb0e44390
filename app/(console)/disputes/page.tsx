import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { CaseFigures } from '#components/disputes/case-figures.tsx'
import { CaseTable } from '#components/disputes/case-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { listCases, sumCases } from '#lib/disputes/list-cases.ts'
import { CASE_KINDS, VIEW_NAMES } from '#lib/disputes/status-model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Disputes' }

const loadQuery = createListLoader({
  view: parseAsStringLiteral(VIEW_NAMES),
  kind: parseAsStringLiteral(CASE_KINDS),
  due: parseAsStringLiteral(['soon', 'over']),
  reason: parseAsString,
  currency: parseAsString,
})

export default async function DisputesPage({ searchParams }: PageProps<'/disputes'>) {
  const actor = await requirePermission('disputes.read')
  const query = await loadQuery(searchParams)
  const at = clock.now()
  const { page, summary } = await read(actor.scope, async (tx) => ({
    page: await listCases(tx, query, at),
    summary: await sumCases(tx, query, at),
  }))
  return (
    <Page>
      <PageHeader title="Disputes and refunds">
        What buyers’ banks take back, ask about or warn of: each with its deadline, its amount and the chance that an
        answer wins.
      </PageHeader>
      <CaseFigures figures={summary.figures} current={query} />
      <CaseTable page={page} totals={summary.totals} now={at.toISOString()} timeZone={actor.entity.bookTimeZone} />
    </Page>
  )
}
