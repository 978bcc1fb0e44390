import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EntryFacts } from '#components/ledger/entry-facts.tsx'
import { EntryLines } from '#components/ledger/entry-lines.tsx'
import { ObjectRefs } from '#components/ledger/object-refs.tsx'
import { SealPill } from '#components/ledger/seal-pill.tsx'
import { Card } from '#components/ui/card.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { getEntry } from '#lib/ledger/get-entry.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Journal entry' }

export default async function JournalEntryPage({ params }: PageProps<'/ledger/entries/[id]'>) {
  const actor = await requirePermission('ledger.read')
  const { id } = await params
  const entry = await read(actor.scope, (tx) => getEntry(tx, id))
  if (entry === null) notFound()
  return (
    <Page>
      <PageHeader title={`Entry ${entry.id}`} aside={<SealPill entry={entry} />}>
        {entry.description}
      </PageHeader>
      <Split
        aside={
          <Card title="About">
            <ObjectRefs refs={entry.refs} />
          </Card>
        }
      >
        <Section title="Lines">
          <EntryLines lines={entry.lines} />
        </Section>
        <Section title="Where it comes from">
          <EntryFacts entry={entry} />
        </Section>
      </Split>
    </Page>
  )
}
