import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { GL_SYSTEMS, LAYOUTS, type Layout, type SentSystem } from '#lib/ledger/batches/batch-model.ts'
import type { readBatches, Sent } from '#lib/ledger/batches/read-batches.ts'
import { monthWords } from '#lib/ledger/periods/month-model.ts'
import { messageLook } from '#lib/messages/model.ts'
import { SendBatchButton } from './send-batch-button.tsx'

type BatchTableProps = {
  readonly batches: Awaited<ReturnType<typeof readBatches>>['batches']
  /** Systems the environment names. */
  readonly connected: readonly SentSystem[]
  readonly canWork: boolean
}

const LAYOUT_WORDS: Readonly<Record<Layout, string>> = { csv: 'CSV', netsuite: 'NetSuite', datev: 'DATEV' }

/** Every batch: its files, and how far it is in other general ledgers. */
export function BatchTable({ batches, connected, canWork }: BatchTableProps) {
  if (batches.length === 0)
    return (
      <EmptyState title="No batch yet">
        A batch takes every entry of a hard-locked month that is in none. Hard-lock a month first.
      </EmptyState>
    )
  return (
    <ScrollRegion label="Batches" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Batch</th>
            <th scope="col">Month</th>
            <th scope="col" className="text-right">
              Entries
            </th>
            <th scope="col">Numbered</th>
            <th scope="col">Files</th>
            <th scope="col">Sent</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {batches.map((batch) => (
            <tr key={batch.number} className="[&>td]:px-3 [&>td]:py-2 [&>th]:px-3">
              <th scope="row" className="figures text-left font-normal">
                {batch.number}
              </th>
              <td className="whitespace-nowrap">
                <TextLink href={`/close/${batch.month}`}>{monthWords(batch.month)}</TextLink>
              </td>
              <td className="figures text-right">{batch.entryCount}</td>
              <td className="whitespace-nowrap text-ink-2">
                {batch.createdAt.slice(0, 10)}, {batch.createdByName}
              </td>
              <td>
                <div className="flex gap-2">
                  {LAYOUTS.map((layout) => (
                    <ButtonLink
                      key={layout}
                      size="sm"
                      download
                      href={`/api/exports/journal-batches/${batch.number}?layout=${layout}`}
                    >
                      {LAYOUT_WORDS[layout]}
                    </ButtonLink>
                  ))}
                </div>
              </td>
              <td>
                <div className="flex flex-wrap items-center gap-2">
                  {batch.sent.map((sent) => (
                    <SentWords key={sent.system} sent={sent} />
                  ))}
                  {canWork
                    ? connected.map((system) => <SendBatchButton key={system} number={batch.number} system={system} />)
                    : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function SentWords({ sent: { system, states } }: { readonly sent: Sent }) {
  if (states.length === 0) return null
  return (
    <TextLink href={`/messages?kind=gl.${system}`}>
      {GL_SYSTEMS[system].word}: {states.map(({ state, count }) => `${count} ${messageLook(state).word}`).join(', ')}
    </TextLink>
  )
}
