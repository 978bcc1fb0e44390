import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StatePill } from '#components/approvals/state-pill.tsx'
import { JournalLines } from '#components/journals/journal-lines.tsx'
import { StopJournal } from '#components/journals/stop-journal.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { JOURNAL_TEMPLATES } from '#lib/ledger/journals/journals-model.ts'
import { getJournal, type JournalRow } from '#lib/ledger/journals/list-journals.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Manual journal' }

export default async function JournalPage({ params }: PageProps<'/ledger/journals/[id]'>) {
  const actor = await requirePermission('ledger.read')
  const { id } = await params
  const journal = await read(actor.scope, (tx) => getJournal(tx, id))
  if (journal === null) notFound()
  return (
    <Page>
      <PageHeader
        title={`${JOURNAL_TEMPLATES[journal.template].word} of ${journal.accountingOn}`}
        aside={
          <>
            <StatePill state={journal.state} />
            <CopyId id={journal.id} noun="journal id" />
          </>
        }
        actions={journal.isRecurring && can(actor, 'journals.work') ? <StopJournal journalId={journal.id} /> : null}
      >
        {journal.reason}
      </PageHeader>
      <Section title="Lines">
        <JournalLines lines={journal.lines} />
      </Section>
      <Section title="How it came about">
        <Facts wide facts={factsOf(journal)} />
      </Section>
    </Page>
  )
}

const entry = (id: string | null, otherwise: string) =>
  id === null ? otherwise : <TextLink href={`/ledger/entries/${id}`}>Entry {id}</TextLink>

const factsOf = (journal: JournalRow) => [
  {
    label: 'Proposal',
    value: <TextLink href={`/approvals/${journal.proposalId}`}>What was decided, and by whom</TextLink>,
  },
  { label: 'Asked by', value: `${journal.createdByName}, ${journal.createdAt.slice(0, 16).replace('T', ' ')} UTC` },
  { label: 'Posted', value: entry(journal.entryId, 'not yet') },
  {
    label: 'Reversal',
    value: journal.reversesOn === null ? 'none' : entry(journal.reversalEntryId, `on ${journal.reversesOn}`),
  },
  {
    label: 'Comes',
    value:
      journal.parentId !== '' ? (
        <TextLink href={`/ledger/journals/${journal.parentId}`}>again, as approved</TextLink>
      ) : journal.untilOn === null ? (
        'once'
      ) : (
        `every month until ${journal.untilOn}${journal.isRecurring ? '' : ', or ended'}`
      ),
  },
  { label: 'Evidence', value: journal.evidence === '' ? 'none' : journal.evidence },
  {
    label: 'Document',
    value:
      journal.attachmentHash === '' ? (
        'none'
      ) : (
        <a href={`/api/contracts/attachments/${journal.attachmentHash}`} download className="underline">
          {journal.attachmentName}
        </a>
      ),
  },
]
