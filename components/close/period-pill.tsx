import { Pill } from '#components/ui/pill.tsx'
import { PERIOD_WORDS, type PeriodState } from '#lib/ledger/periods/period-model.ts'

export function PeriodPill({ state }: { readonly state: PeriodState }) {
  const { word, tone } = PERIOD_WORDS[state]
  return <Pill tone={tone}>{word}</Pill>
}
