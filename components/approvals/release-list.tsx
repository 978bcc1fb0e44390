'use client'

import { MoneyText } from '#components/money/money-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { toast } from '#components/ui/toast.tsx'
import { revokeReleaseAction } from '#lib/approvals/actions.ts'
import type { ReleaseRow } from '#lib/approvals/seller-release.ts'

type ReleaseListProps = { readonly releases: readonly ReleaseRow[]; readonly mayRevoke: boolean; readonly now: string }

/** Sellers whose transfers need no person now, with what is used of each cap. */
export function ReleaseList({ releases, mayRevoke, now }: ReleaseListProps) {
  if (releases.length === 0) return <p className="text-ink-3">No seller is released.</p>
  return (
    <ul className="flex flex-col divide-y divide-line">
      {releases.map((release) => (
        <li key={release.id} className="flex flex-wrap items-center justify-between gap-3 py-2">
          <div className="min-w-0 flex-1 basis-64">
            <TextLink href={`/approvals/${release.proposalId}`}>{release.summary}</TextLink>
            <p className="text-ink-2 text-sm">
              <MoneyText amount={release.used} /> of <MoneyText amount={release.cap} /> used, ends{' '}
              <RelativeTime at={release.expiresAt} now={now} />. {release.reason}
            </p>
          </div>
          {mayRevoke ? (
            <ConfirmDialog
              title="End this release?"
              trigger={<Button size="sm">End it…</Button>}
              confirmLabel="End the release"
              pendingLabel="Ending…"
              tone="danger"
              onConfirm={async () => {
                const result = await revokeReleaseAction({ releaseId: release.id })
                if (!result.ok) return result.refusal.message
                toast.good('The release has ended')
                return undefined
              }}
            >
              What is approved already and not under way yet is judged anew.
            </ConfirmDialog>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
