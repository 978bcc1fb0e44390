import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MoneyText } from '#components/money/money-text.tsx'
import { ExplainSheet } from '#components/payouts/explain-sheet.tsx'
import { ApproveRun } from '#components/runs/approve-run.tsx'
import { RunActions } from '#components/runs/run-actions.tsx'
import { RunItems } from '#components/runs/run-items.tsx'
import { RunStatePill } from '#components/runs/run-state-pill.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Figure, Figures } from '#components/ui/figure.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { explainPowers } from '#lib/assistant/reword-explanation.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { readRun } from '#lib/settlements/runs/read-run.ts'

export const metadata: Metadata = { title: 'Run' }

export default async function RunPage({ params }: PageProps<'/runs/[id]'>) {
  const actor = await requirePermission('runs.read')
  const { id } = await params
  const run = await read(actor.scope, (tx) => readRun(tx, id, { personId: actor.personId, at: clock.now() }))
  if (run === null) notFound()
  const canChange = run.state === 'draft' && can(actor, 'runs.work')
  const mine = run.open.filter(({ blocker }) => blocker === null)
  const canApprove = run.state !== 'draft' && mine.length > 0 && can(actor, 'approvals.decide')
  return (
    <Page>
      <PageHeader
        title={`Run of sales up to ${run.cutOffOn}`}
        aside={
          <>
            <RunStatePill state={run.state} />
            <CopyId id={run.id} noun="run id" />
          </>
        }
        actions={
          <>
            <ExplainSheet about={{ kind: 'run', id: run.id }} powers={explainPowers(actor)} />
            {canChange ? <RunActions runId={run.id} total={run.total} count={run.count} /> : null}
          </>
        }
      >
        Every transfer is checked again before it is sent; what changed since drops out with the reason.
      </PageHeader>
      <Figures>
        <Figure label="Total" value={<MoneyText amount={run.total} />} note={`${run.count} transfers`} />
        <Figure label="Executed" value={`${run.executedCount} of ${run.count}`} note="At Stripe" />
        <Figure label="To decide about" value={run.open.length} note="Approved together below" />
        <Figure label="Left out" value={run.excludedCount} note="May be in the next run" />
      </Figures>
      <RunItems runId={run.id} items={run.items} canChange={canChange} />
      {canApprove ? <ApproveRun open={mine} /> : null}
    </Page>
  )
}
