import { Pill } from '#components/ui/pill.tsx'
import { type DayState, dayLook } from '#lib/reconciliation/days/day-model.ts'

export function DayPill({ state }: { readonly state: DayState }) {
  const { word, tone } = dayLook(state)
  return <Pill tone={tone}>{word}</Pill>
}
