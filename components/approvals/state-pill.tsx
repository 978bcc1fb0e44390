import { Pill } from '#components/ui/pill.tsx'
import { STATE_WORDS } from '#lib/approvals/model.ts'
import type { ProposalState } from '#lib/approvals/schema.ts'

export function StatePill({ state }: { readonly state: ProposalState }) {
  const { word, tone } = STATE_WORDS[state]
  return <Pill tone={tone}>{word}</Pill>
}
