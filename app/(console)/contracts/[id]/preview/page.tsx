import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PreviewChanges, PreviewTotals } from '#components/contracts/preview-totals.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { readContractPreview } from '#lib/settlements/preview-contract.ts'

export const metadata: Metadata = { title: 'Contract preview' }

export default async function ContractPreviewPage({ params }: PageProps<'/contracts/[id]/preview'>) {
  const actor = await requirePermission('contracts.read')
  const preview = await readContractPreview(actor, (await params).id, clock.now())
  if (preview === null) notFound()
  const { from, until, settlementCount, leftOut, totals, changes } = preview
  return (
    <Page>
      <PageHeader title="What would last month have been?">
        {settlementCount} settlements from {from} to {until}, split again under the draft. Nothing was changed.
      </PageHeader>
      {leftOut === 0 ? null : (
        <Banner tone="warn">
          {leftOut} older settlements of the month are left out: the figures are not the whole month.
        </Banner>
      )}
      {settlementCount === 0 ? (
        <EmptyState title="Nothing was settled by this contract last month">
          There is nothing to compare. The draft applies to what is collected from its day on.
        </EmptyState>
      ) : (
        <>
          <Section title="By payee">
            <PreviewTotals totals={totals} />
          </Section>
          <Section title="Biggest changes">
            <PreviewChanges changes={changes} />
          </Section>
        </>
      )}
    </Page>
  )
}
