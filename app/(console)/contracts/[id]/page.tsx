import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DraftCard } from '#components/contracts/draft-card.tsx'
import { VersionHistory } from '#components/contracts/version-history.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readContractPage } from '#lib/contracts/read-contract-page.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Contract' }

export default async function ContractPage({ params }: PageProps<'/contracts/[id]'>) {
  const actor = await requirePermission('contracts.read')
  const found = await readContractPage(actor, (await params).id)
  if (found === null) notFound()
  const { contract, sellerName, draft, changes } = found
  const canWrite = can(actor, 'contracts.write')
  const today = accountingOn(actor.entity, clock.now())
  return (
    <Page>
      <PageHeader
        title={contract.name}
        aside={<CopyId id={contract.id} noun="contract id" />}
        actions={
          canWrite && draft === null ? (
            <ButtonLink variant="primary" href={`/contracts/${contract.id}/draft`}>
              Change the terms
            </ButtonLink>
          ) : null
        }
      >
        With{' '}
        {contract.sellerId === '' ? (
          sellerName
        ) : (
          <TextLink href={`/sellers/${contract.sellerId}`}>{sellerName}</TextLink>
        )}
        .
      </PageHeader>
      {draft === null ? null : (
        <Section title="Draft">
          <DraftCard draft={draft} today={today} canWrite={canWrite} />
        </Section>
      )}
      <Section title="Versions" actions={<TextLink href={`/audit?q=${contract.id}`}>Audit trail</TextLink>}>
        <VersionHistory contract={contract} changes={changes} today={today} />
      </Section>
    </Page>
  )
}
