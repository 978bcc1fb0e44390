'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { openedAction } from '#lib/approvals/actions.ts'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { CheckList } from './check-list.tsx'
import { EffectList } from './effect-list.tsx'
import { EvidenceLinks } from './evidence-links.tsx'

type BulkSampleListProps = {
  readonly chosen: readonly ProposalRow[]
  readonly drawn: ReadonlySet<string>
  readonly opened: ReadonlySet<string>
  readonly onOpened: (id: string) => void
}

/** What is approved together, by seller; what chance picked says so and opens here. */
export function BulkSampleList({ chosen, drawn, opened, onOpened }: BulkSampleListProps) {
  const bySeller = [...Map.groupBy(chosen, sellerOf)]
  return (
    <ul className="flex max-h-80 flex-col gap-3 overflow-y-auto text-sm">
      {bySeller.map(([seller, proposals]) => (
        <li key={seller}>
          <p className="font-medium">{seller}</p>
          <ul className="flex flex-col gap-1">
            {proposals.map((proposal) => (
              <li key={proposal.id}>
                {drawn.has(proposal.id) ? (
                  <Sampled proposal={proposal} isOpened={opened.has(proposal.id)} onOpened={onOpened} />
                ) : (
                  proposal.summary
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

const sellerOf = ({ evidence, sellerId }: ProposalRow) =>
  evidence.find(({ kind }) => kind === 'seller')?.label ?? sellerId

type SampledProps = {
  readonly proposal: ProposalRow
  readonly isOpened: boolean
  readonly onOpened: (id: string) => void
}

function Sampled({ proposal, isOpened, onOpened }: SampledProps) {
  const [isShown, setShown] = useState(false)
  const open = async () => {
    setShown(true)
    const result = await openedAction({ proposalId: proposal.id })
    if (result.ok) onOpened(proposal.id)
  }
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line px-3 py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0 flex-1 basis-48">{proposal.summary}</span>
        {isOpened ? <Pill tone="good">opened</Pill> : <Pill tone="warn">open this first</Pill>}
        {isShown ? null : (
          <Button size="sm" onClick={open} aria-label={`Open: ${proposal.summary}`}>
            Open
          </Button>
        )}
      </div>
      {isShown ? (
        <>
          <ul className="text-warn-ink">
            {proposal.reasons.map((reason) => (
              <li key={reason.rule}>{reason.sentence}</li>
            ))}
          </ul>
          <CheckList checks={proposal.checks} />
          <EffectList effects={proposal.effects} />
          <EvidenceLinks evidence={proposal.evidence} />
        </>
      ) : null}
    </div>
  )
}
