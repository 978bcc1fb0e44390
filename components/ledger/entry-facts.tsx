import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import type { Entry } from '#lib/ledger/get-entry.ts'
import { bookWords } from '#lib/ledger/schema.ts'

const SOURCES: Readonly<Record<string, string>> = {
  balance_transaction: 'Balance transaction',
  settlement: 'Settlement version',
  bank_line: 'Bank line',
  approved_journal: 'Approved journal',
  period_job: 'Period job',
}

/** What an entry was posted from, when, and by which rule. */
export function EntryFacts({ entry }: { readonly entry: Entry }) {
  return (
    <Facts
      wide
      facts={[
        { label: 'Source', value: SOURCES[entry.sourceKind] ?? entry.sourceKind },
        { label: 'Source id', value: <CopyId id={entry.sourceId} noun="source id" /> },
        { label: 'Part or version', value: entry.sourcePart },
        { label: 'Rule', value: entry.rule },
        { label: 'Book', value: bookWords(entry.book) },
        { label: 'Accounting day', value: entry.accountingOn },
        ...(entry.priorOn === null
          ? []
          : [{ label: 'Prior period', value: `Belongs to ${entry.priorOn}; it came after that month was closed` }]),
        { label: 'Occurred', value: instantWords(entry.occurredAt) },
        { label: 'Recorded', value: instantWords(entry.recordedAt) },
        { label: 'Sealed', value: entry.sealedAt === null ? 'not yet' : instantWords(entry.sealedAt) },
        { label: 'Content hash', value: <CopyId id={entry.contentHash} noun="content hash" /> },
      ]}
    />
  )
}

const instantWords = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
