import type { Effect } from '#lib/approvals/proposal.ts'
import type { EffectPreview } from './effect-model.ts'

/** The lines of a preview as a proposal shows them. */
export const proposalEffects = ({ lines }: EffectPreview): Effect[] =>
  lines.map(({ label, before, after, currency, note }) => ({
    label: note === '' ? label : `${label}: ${note}`,
    before,
    after,
    currency,
  }))
