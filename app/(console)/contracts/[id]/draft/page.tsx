import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ContractEditor } from '#components/contracts/contract-editor.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { readEditorPage } from '#lib/contracts/read-contract-page.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Contract draft' }

export default async function ContractDraftPage({ params }: PageProps<'/contracts/[id]/draft'>) {
  const actor = await requirePermission('contracts.write')
  const page = await readEditorPage(actor, (await params).id, clock.now())
  if (page === null) notFound()
  return (
    <Page>
      <PageHeader title={`Draft: ${page.name}`}>
        {page.sellerName === '' ? 'For every seller without a contract of their own.' : `With ${page.sellerName}.`}
      </PageHeader>
      {page.isSubmitted ? (
        <Banner tone="warn">This draft waits for approval. Have its proposal rejected to change it.</Banner>
      ) : (
        <ContractEditor page={page} isDefault={page.sellerName === ''} currency={actor.entity.functionalCurrency} />
      )}
    </Page>
  )
}
