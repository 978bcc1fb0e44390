import { Pill } from '#components/ui/pill.tsx'
import type { Entry } from '#lib/ledger/get-entry.ts'

/** Whether the entry still says what was recorded, and whether it is under a seal yet. */
export function SealPill({ entry }: { readonly entry: Pick<Entry, 'isUnaltered' | 'sealedAt'> }) {
  if (!entry.isUnaltered) return <Pill tone="bad">changed after it was recorded</Pill>
  return entry.sealedAt === null ? <Pill tone="wait">waits for its seal</Pill> : <Pill tone="good">sealed</Pill>
}
