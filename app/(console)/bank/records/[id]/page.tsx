import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RecordTotals } from '#components/bank/record-totals.tsx'
import { SkippedLines } from '#components/bank/skipped-lines.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { getRecordFile } from '#lib/reconciliation/records/list-records.ts'
import { RECORD_SKIPS } from '#lib/reconciliation/records/record-model.ts'

export const metadata: Metadata = { title: 'Order records' }

export default async function RecordFilePage({ params }: PageProps<'/bank/records/[id]'>) {
  const actor = await requirePermission('bank.read')
  const { id } = await params
  const file = await read(actor.scope, (tx) => getRecordFile(tx, id))
  if (file === null) notFound()
  const { state, recordCount, skipped, skippedCount, unknownSellers } = file
  return (
    <Page>
      <PageHeader
        title={file.fileName}
        aside={
          <>
            <Pill tone={state === 'imported' ? 'good' : 'bad'}>{state}</Pill>
            <CopyId id={file.id} noun="file id" />
          </>
        }
      >
        {`${recordCount} records taken, ${skippedCount} left out; ${file.importedAt.slice(0, 10)} by ${file.importedByName}.`}
      </PageHeader>
      {state === 'refused' ? (
        <Banner tone="bad" title="It was refused, and nothing of it was taken">
          {file.problem}
        </Banner>
      ) : null}
      {unknownSellers.length === 0 ? null : (
        <Banner tone="warn" title="Sellers that are not known here">
          {`${unknownSellers.map(({ ref, count }) => `${ref} (${count})`).join(', ')}. Name them as Stripe’s metadata does; they are looked at again every minute.`}
        </Banner>
      )}
      <RecordTotals totals={file.totals} />
      {skipped.length === 0 ? null : (
        <Section title="Left out">
          <SkippedLines skipped={skipped} words={RECORD_SKIPS} count={skippedCount} />
        </Section>
      )}
    </Page>
  )
}
