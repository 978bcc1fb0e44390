import type { Metadata } from 'next'
import { parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { AlertFigures } from '#components/health/alert-figures.tsx'
import { AlertTable } from '#components/health/alert-table.tsx'
import { HealthTabs } from '#components/health/health-tabs.tsx'
import { ScoringNotice } from '#components/health/scoring-notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { ALERT_KINDS, ALERT_VIEWS, OWNER_VIEWS } from '#lib/health/alerts/alert-model.ts'
import { countAlerts, listAlerts } from '#lib/health/alerts/list-alerts.ts'
import { readProgress } from '#lib/health/score-store.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Health' }

const loadQuery = createListLoader({
  state: parseAsStringLiteral(ALERT_VIEWS),
  kind: parseAsStringLiteral(ALERT_KINDS),
  owner: parseAsStringLiteral(OWNER_VIEWS),
})

export default async function HealthPage({ searchParams }: PageProps<'/health'>) {
  const actor = await requirePermission('health.read')
  const query = await loadQuery(searchParams)
  const { page, counts, progress } = await read(actor.scope, async (tx) => ({
    page: await listAlerts(tx, query),
    counts: await countAlerts(tx),
    progress: await readProgress(tx, clock.wall()),
  }))
  return (
    <Page>
      <PageHeader title="Health">
        Sellers somebody should look at: a score that fell, or something a detector saw. Nothing is held before a person
        agreed.
      </PageHeader>
      <HealthTabs current="/health" />
      {progress === null ? null : <ScoringNotice progress={progress} />}
      <AlertFigures counts={counts} current={query.kind} />
      <AlertTable page={page} />
    </Page>
  )
}
