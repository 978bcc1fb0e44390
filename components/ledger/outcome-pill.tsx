import { Pill, type Tone } from '#components/ui/pill.tsx'
import type { Outcome } from '#lib/ledger/invariant-model.ts'

const LOOKS: Readonly<Record<Outcome, { tone: Tone; word: string }>> = {
  holds: { tone: 'good', word: 'holds' },
  violated: { tone: 'bad', word: 'violated' },
  not_comparable: { tone: 'wait', word: 'not comparable' },
}

export function OutcomePill({ outcome }: { readonly outcome: Outcome }) {
  const { tone, word } = LOOKS[outcome]
  return <Pill tone={tone}>{word}</Pill>
}
