import type { Metadata } from 'next'
import { DueCycles } from '#components/runs/due-cycles.tsx'
import { MakeRunForm } from '#components/runs/make-run-form.tsx'
import { RunTable } from '#components/runs/run-table.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { dueCycles } from '#lib/settlements/runs/due-cycles.ts'
import { listRuns } from '#lib/settlements/runs/read-run.ts'

export const metadata: Metadata = { title: 'Runs' }

export default async function RunsPage() {
  const actor = await requirePermission('runs.read')
  const today = accountingOn(actor.entity, clock.now())
  const { rows, due } = await read(actor.scope, async (tx) => ({
    rows: await listRuns(tx),
    due: await dueCycles(tx, today),
  }))
  return (
    <Page>
      <PageHeader title="Runs">The proposed transfers of a cycle, approved with one total.</PageHeader>
      <DueCycles due={due} canMake={can(actor, 'runs.work')} />
      {can(actor, 'runs.work') ? <MakeRunForm currency={actor.entity.functionalCurrency} today={today} /> : null}
      <RunTable rows={rows} />
    </Page>
  )
}
