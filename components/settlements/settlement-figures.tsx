import { Figure, Figures } from '#components/ui/figure.tsx'
import { SETTLEMENT_STATES, type SettlementState } from '#lib/settlements/schema.ts'
import { settlementLook } from '#lib/settlements/state-model.ts'

type SettlementFiguresProps = {
  readonly counts: Readonly<Record<string, number>>
  readonly current: SettlementState | null
}

/** How many settlements are in each state; each figure filters the list, the pressed one lets go again. */
export function SettlementFigures({ counts, current }: SettlementFiguresProps) {
  return (
    <Figures>
      {SETTLEMENT_STATES.map((state) => (
        <Figure
          key={state}
          label={sentenceCase(settlementLook(state).word)}
          value={(counts[state] ?? 0).toLocaleString('en')}
          href={state === current ? '/settlements' : `/settlements?state=${state}`}
          pressed={state === current}
        />
      ))}
    </Figures>
  )
}

const sentenceCase = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`
