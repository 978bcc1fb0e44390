import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RunNotice } from '#components/variances/run-notice.tsx'
import { VarianceFigures } from '#components/variances/variance-figures.tsx'
import { VarianceTable } from '#components/variances/variance-table.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { readRuns } from '#lib/reconciliation/progress/run-progress.ts'
import { VARIANCE_AGE_KEYS, VARIANCE_CLASS_NAMES, VARIANCE_VIEWS } from '#lib/reconciliation/variances/classes-model.ts'
import { listVariances, sumVariances } from '#lib/reconciliation/variances/list-variances.ts'

export const metadata: Metadata = { title: 'Variances' }

const loadQuery = createListLoader({
  state: parseAsStringLiteral(VARIANCE_VIEWS),
  class: parseAsStringLiteral(VARIANCE_CLASS_NAMES),
  age: parseAsStringLiteral(VARIANCE_AGE_KEYS),
  currency: parseAsString,
})

export default async function VariancesPage({ searchParams }: PageProps<'/variances'>) {
  const actor = await requirePermission('variances.read')
  const query = await loadQuery(searchParams)
  const today = accountingOn(actor.entity, clock.now())
  const { page, summary, runs } = await read(actor.scope, async (tx) => ({
    page: await listVariances(tx, query, today),
    runs: await readRuns(tx),
    summary: await sumVariances(tx, query, today),
  }))
  return (
    <Page>
      <PageHeader title="Variances">
        What does not tie out between Stripe, the books, the bank and the order system: each with its class, its amount
        and its age.
      </PageHeader>
      <RunNotice initial={runs} />
      <VarianceFigures classes={summary.classes} current={query.class} />
      <VarianceTable page={page} totals={summary.totals} canWork={can(actor, 'variances.work')} />
    </Page>
  )
}
