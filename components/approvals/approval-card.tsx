'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { CheckList } from '#components/approvals/check-list.tsx'
import { DecideButtons } from '#components/approvals/decide-buttons.tsx'
import { EffectList } from '#components/approvals/effect-list.tsx'
import { EvidenceLinks } from '#components/approvals/evidence-links.tsx'
import { ProposalAmount } from '#components/approvals/proposal-amount.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cx } from '#components/ui/cx.ts'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { isConfiguration } from '#lib/approvals/model.ts'

const NEAR_MS = 12 * 3_600_000
const isNear = (expiresAt: string, now: string) => Date.parse(expiresAt) - Date.parse(now) < NEAR_MS

type ApprovalCardProps = {
  readonly proposal: ProposalRow
  readonly now: string
  readonly isFocused: boolean
  readonly isSelected: boolean
  readonly mayDecide: boolean
  readonly onFocus: () => void
  readonly onSelect: (isSelected: boolean) => void
  /** The reject dialog, opened by the key. */
  readonly isRejecting: boolean
  readonly onRejecting: (isOpen: boolean) => void
}

/** One decision in thirty seconds: what will happen, why it needs a person, what is odd, what changes. */
export function ApprovalCard(props: ApprovalCardProps) {
  const { proposal, now, isFocused, isSelected, mayDecide, onFocus, onSelect, isRejecting, onRejecting } = props
  return (
    <li
      data-proposal={proposal.id}
      aria-current={isFocused ? 'true' : undefined}
      onPointerDown={onFocus}
      onFocusCapture={onFocus}
      className={cx(
        'rounded-md border bg-surface-raised',
        isFocused ? 'border-accent ring-1 ring-accent' : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 pt-3.5">
        {mayDecide ? (
          <span className="pt-0.5">
            <Checkbox
              aria-label={`Select: ${proposal.summary}`}
              checked={isSelected}
              disabled={proposal.blocker !== null || isConfiguration(proposal.kind)}
              onChange={(event) => onSelect(event.target.checked)}
            />
          </span>
        ) : null}
        <div className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full">
          <h2 className="font-medium text-lg">
            <Link href={`/approvals/${proposal.id}` as Route} prefetch={false} className="hover:underline">
              {proposal.summary}
            </Link>
          </h2>
          <ul className="mt-0.5 text-warn-ink">
            {proposal.reasons.map((reason) => (
              <li key={reason.rule}>{reason.sentence}</li>
            ))}
          </ul>
          {isConfiguration(proposal.kind) ? <p className="mt-1 text-ink-2">{proposal.reasoning}</p> : null}
        </div>
        <span className="figures shrink-0 font-semibold text-xl max-sm:ml-auto">
          <ProposalAmount proposal={proposal} />
        </span>
      </div>
      <div className="grid gap-x-6 gap-y-3 px-4 py-3 text-sm md:grid-cols-2">
        <CheckList checks={proposal.checks} />
        <div className="flex flex-col gap-3">
          <EffectList effects={proposal.effects} />
          <EvidenceLinks evidence={proposal.evidence} />
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t px-4 py-2.5">
        <p className="text-ink-3 text-sm">
          Proposed by {proposal.proposedBy} <RelativeTime at={proposal.proposedAt} now={now} />, expires{' '}
          <RelativeTime at={proposal.expiresAt} now={now} />
          {isNear(proposal.expiresAt, now) ? <Pill tone="warn">expires soon</Pill> : null}
          {proposal.approvalsNeeded > 1 ? ` · ${proposal.approvalsGiven} of ${proposal.approvalsNeeded} approvals` : ''}
        </p>
        <DecideButtons
          proposal={proposal}
          mayDecide={mayDecide}
          withShortcuts={isFocused}
          isRejecting={isRejecting}
          onRejecting={onRejecting}
        />
      </div>
    </li>
  )
}
