import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ContractPage } from '#lib/contracts/read-contract-page.ts'
import { DifferenceList } from './difference-list.tsx'
import { DiscardButton } from './discard-button.tsx'
import { SubmitDialog } from './submit-dialog.tsx'

type DraftCardProps = {
  readonly draft: NonNullable<ContractPage['draft']>
  /** The accounting day of the present, `YYYY-MM-DD`. */
  readonly today: string
  readonly canWrite: boolean
}

/** What is being written: what it changes, who wrote it, and the way on to approval. */
export function DraftCard({ draft, today, canWrite }: DraftCardProps) {
  const isSubmitted = draft.state === 'submitted'
  const isBackDated = draft.effectiveOn < today
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line-strong bg-surface-raised px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">From {draft.effectiveOn}</h3>
        <Pill tone={isSubmitted ? 'wait' : 'warn'}>{isSubmitted ? 'waits for approval' : 'draft'}</Pill>
      </div>
      {isBackDated ? (
        <Banner tone="warn" title="Back-dated">
          Two people approve it. What was settled since {draft.effectiveOn} is split anew: what is not paid yet changes,
          what is paid is carried.
        </Banner>
      ) : null}
      {draft.proposalReason === '' || isSubmitted ? null : (
        <Banner tone="warn" title={`Its proposal is ${draft.proposalState}`}>
          {draft.proposalReason}
        </Banner>
      )}
      <DifferenceList differences={draft.differences} none="It says what applies already." />
      <p className="flex flex-wrap gap-x-4 text-ink-3 text-sm">
        <span>Written by {draft.shapedByNames.join(', ') || 'somebody'}, who cannot approve it</span>
        {draft.note === '' ? null : <span>{draft.note}</span>}
        {draft.attachmentHash === '' ? null : (
          <TextLink href={`/api/contracts/attachments/${draft.attachmentHash}`}>{draft.attachmentName}</TextLink>
        )}
        {isSubmitted ? <TextLink href={`/approvals/${draft.proposalId}`}>Its proposal</TextLink> : null}
      </p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/contracts/${draft.contractId}/preview`}>What would last month have been?</ButtonLink>
        {canWrite && !isSubmitted ? (
          <>
            <ButtonLink href={`/contracts/${draft.contractId}/draft`}>Edit</ButtonLink>
            <SubmitDialog contractId={draft.contractId} note={draft.note} isBackDated={isBackDated} />
            <DiscardButton contractId={draft.contractId} />
          </>
        ) : null}
      </div>
    </div>
  )
}
