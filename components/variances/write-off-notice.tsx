'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { WordsDialog } from '#components/tickets/words-dialog.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { toast } from '#components/ui/toast.tsx'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { takeBackWriteOffAction } from '#lib/reconciliation/actions.ts'

type WriteOffNoticeProps = {
  readonly varianceId: string
  readonly writeOff: { readonly amount: WireMoney; readonly entryId: string; readonly undoProposalId: string }
  readonly canWork: boolean
}

/** Says that the books gave it up, where that stands, and how it is taken back. */
export function WriteOffNotice({ varianceId, writeOff, canWork }: WriteOffNoticeProps) {
  const router = useRouter()
  const { amount, entryId, undoProposalId } = writeOff
  const size = formatMoney({ ...amount, minor: amount.minor.replace('-', '') })
  return (
    <Banner tone="plain" title={`Written off: ${size}`}>
      <div className="flex flex-wrap items-center gap-3">
        <TextLink href={`/ledger/entries/${entryId}`}>The entry</TextLink>
        {undoProposalId === '' ? null : (
          <TextLink href={`/approvals/${undoProposalId}`}>Somebody asked to take it back</TextLink>
        )}
        {canWork && undoProposalId === '' ? (
          <WordsDialog
            title={`Propose to take back the write-off of ${size}`}
            label="Why"
            hint="A reversing entry is posted once somebody else agreed; the variance is open again as far as the facts show it."
            trigger={(open) => (
              <Button size="sm" onClick={open}>
                Take it back…
              </Button>
            )}
            confirmLabel="Propose to take it back"
            pendingLabel="Proposing…"
            onSubmit={async (reason) => {
              const result = await takeBackWriteOffAction({ varianceId, reason })
              if (!result.ok) return result.refusal.message
              toast.good('Proposed; somebody else approves it')
              router.push(`/approvals/${result.data.proposalId}` as Route)
              return undefined
            }}
          />
        ) : null}
      </div>
    </Banner>
  )
}
