import type { Metadata } from 'next'
import { BackfillBar } from '#components/backfill/backfill-bar.tsx'
import { BackfillButtons } from '#components/backfill/backfill-buttons.tsx'
import { CheckTable } from '#components/backfill/check-table.tsx'
import { UnitTable } from '#components/backfill/unit-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Figure, Figures } from '#components/ui/figure.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readBackfillPage } from '#lib/events/backfill/read-backfill-page.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Backfill' }

export default async function BackfillPage() {
  const actor = await requirePermission('backfill.read')
  const found = await read(actor.scope, readBackfillPage)
  const mayRun = can(actor, 'backfill.run')
  if (found === null) {
    return (
      <Page>
        <PageHeader title="Backfill">
          Reads the past of every account from Stripe, and proves that nothing is missing.
        </PageHeader>
        <EmptyState title="Nothing was read yet">The first reading begins with the first start.</EmptyState>
      </Page>
    )
  }
  const { run, units, checks, differing } = found
  return (
    <Page>
      <PageHeader title="Backfill" actions={mayRun ? <BackfillButtons state={run.state} /> : null}>
        Reads the past of every account from Stripe, and proves that nothing is missing.
      </PageHeader>
      <BackfillBar run={run} />
      <Figures>
        <Figure label="Objects read" value={run.objects.toLocaleString('en')} note={`${units.length} lists`} />
        <Figure
          label="Read from"
          value={run.since === null ? 'the beginning' : run.since}
          note={`to ${run.upTo.slice(0, 16).replace('T', ' ')} UTC`}
        />
        <Figure
          label="Lists that differ"
          value={checks.length === 0 ? '–' : differing}
          tone={differing > 0 ? 'bad' : 'plain'}
          note={checks.length === 0 ? 'checked at the end' : 'from Stripe, by count or sum'}
        />
      </Figures>
      {checks.length === 0 ? null : (
        <Section title="Self-check: Stripe beside us">
          <CheckTable checks={checks} />
        </Section>
      )}
      <Section title="Lists">
        <UnitTable units={units} />
      </Section>
    </Page>
  )
}
