import { EmptyState } from '#components/ui/empty-state.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { ApiKeyRow } from '#lib/access/api-key.ts'
import { API_SCOPES } from '#lib/access/api-key-model.ts'
import { RevokeKeyDialog } from './revoke-key-dialog.tsx'

/** Every key, those that are good first. */
export function KeyList({ keys, mayManage }: { readonly keys: readonly ApiKeyRow[]; readonly mayManage: boolean }) {
  if (keys.length === 0)
    return (
      <EmptyState title="No API key yet">
        An administrator makes one for each system that sends statements or records.
      </EmptyState>
    )
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised text-sm">
      {keys.map(({ id, name, scopes, last4, createdByName, createdAt, lastUsedAt, revokedAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
          <span className="min-w-0 break-words font-medium">{name}</span>
          <span className="font-mono text-ink-3 text-xs">tok_…{last4}</span>
          {revokedAt === null ? <Pill tone="good">good</Pill> : <Pill tone="plain">revoked {day(revokedAt)}</Pill>}
          <span className="min-w-0 grow text-ink-2">{scopes.map((scope) => API_SCOPES[scope]).join(', ')}</span>
          <span className="text-ink-3">
            {createdByName}, {day(createdAt)}; {lastUsedAt === null ? 'never used' : `last used ${day(lastUsedAt)}`}
          </span>
          {mayManage && revokedAt === null ? <RevokeKeyDialog keyId={id} name={name} /> : null}
        </li>
      ))}
    </ul>
  )
}

const day = (at: Date) => at.toISOString().slice(0, 10)
