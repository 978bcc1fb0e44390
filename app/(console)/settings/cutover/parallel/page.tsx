import type { Metadata } from 'next'
import { ComparedTable } from '#components/cutover/compared-table.tsx'
import { PayoutForm } from '#components/cutover/payout-form.tsx'
import { PayoutSheetList } from '#components/cutover/payout-sheet-list.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readParallelPage } from '#lib/cutover/read-parallel-page.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Parallel run' }

export default async function ParallelRunPage({ searchParams }: PageProps<'/settings/cutover/parallel'>) {
  const actor = await requirePermission('cutover.read')
  const asked = (await searchParams).sheet
  const at = clock.now()
  const page = await readParallelPage(actor, typeof asked === 'string' ? asked : null, at)
  const { sheet, lines, lineCount, differing } = page
  return (
    <Page>
      <PageHeader title="Parallel run">
        What the old system would pay for a cycle beside what our settlements say. No money moves.
      </PageHeader>
      <SettingsTabs current="/settings/cutover" />
      {sheet === null ? null : (
        <Section
          title={`${sheet.fromOn} to ${sheet.untilOn}: ${differing === 0 ? 'everything matches' : `${differing} of ${lineCount} differ`}`}
          actions={
            <ButtonLink href={`/api/exports/cutover/parallel?sheet=${sheet.id}`} size="sm" download>
              Export all
            </ButtonLink>
          }
        >
          <ComparedTable lines={lines} totals={page.totals} />
          {lineCount > lines.length ? (
            <p className="text-ink-3 text-sm">{`${lineCount - lines.length} more are in the export.`}</p>
          ) : null}
        </Section>
      )}
      {page.sheets.length === 0 ? null : (
        <Section title="Cycles compared so far">
          <PayoutSheetList sheets={page.sheets} shownId={sheet?.id ?? ''} now={at.toISOString()} />
        </Section>
      )}
      {can(actor, 'cutover.work') ? (
        <Section title="Another cycle">
          <PayoutForm key={sheet?.id ?? ''} lastDay={page.lastDay} />
        </Section>
      ) : null}
    </Page>
  )
}
