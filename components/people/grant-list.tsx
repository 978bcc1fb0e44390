import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { PendingGrant } from '#lib/people/propose-roles.ts'

/** Roles somebody proposed and nobody else has agreed to yet. */
export function GrantList({ grants, now }: { readonly grants: readonly PendingGrant[]; readonly now: string }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised text-sm">
      {grants.map(({ proposalId, summary, proposedBy, expiresAt }) => (
        <li key={proposalId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
          <TextLink href={`/approvals/${proposalId}`}>{summary}</TextLink>
          <span className="grow text-ink-3">proposed by {proposedBy}</span>
          <span className="text-ink-3">
            expires <RelativeTime at={expiresAt} now={now} />
          </span>
        </li>
      ))}
    </ul>
  )
}
