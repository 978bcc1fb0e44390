import type { Metadata } from 'next'
import { JournalForm } from '#components/journals/journal-form.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'New journal' }

export default async function NewJournalPage() {
  const actor = await requirePermission('journals.work')
  return (
    <Page>
      <PageHeader title="New journal">
        Nothing is posted before somebody else approved it. Control accounts are closed to journals: what moves them is
        proved elsewhere.
      </PageHeader>
      <JournalForm currency={actor.entity.functionalCurrency} today={accountingOn(actor.entity, clock.now())} />
    </Page>
  )
}
