import { MoneyText } from '#components/money/money-text.tsx'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { KIND_WORDS } from '#lib/approvals/model.ts'

/** What it moves; what it is, when it moves nothing. */
export function ProposalAmount({ proposal }: { readonly proposal: Pick<ProposalRow, 'kind' | 'amount'> }) {
  if (proposal.amount.minor === '0') return <span className="text-ink-2 text-base">{KIND_WORDS[proposal.kind]}</span>
  return <MoneyText amount={proposal.amount} />
}
