import { Figure, Figures } from '#components/ui/figure.tsx'
import type { StateCounts } from '#lib/onboarding/list-onboardings.ts'
import { type ShownState, stateLook } from '#lib/onboarding/state-model.ts'

const SHOWN = ['invited', 'expired', 'accepted', 'account', 'contract', 'checks', 'review', 'live'] as const

type StateFiguresProps = StateCounts & { readonly current: ShownState | null; readonly isStuck: boolean }

/** How many sellers wait where; each figure filters the list, the pressed one lets go again. */
export function StateFigures({ counts, stuck, current, isStuck }: StateFiguresProps) {
  return (
    <Figures>
      {SHOWN.filter((state) => state !== 'accepted' || (counts.accepted ?? 0) > 0).map((state) => {
        const { word, tone } = stateLook(state)
        const count = counts[state] ?? 0
        return (
          <Figure
            key={state}
            label={`${word.charAt(0).toUpperCase()}${word.slice(1)}`}
            value={count.toLocaleString('en')}
            tone={count > 0 && tone === 'warn' ? 'warn' : 'plain'}
            href={state === current ? '/onboarding' : `/onboarding?state=${state}`}
            pressed={state === current}
          />
        )
      })}
      <Figure
        label="Stuck"
        value={stuck.toLocaleString('en')}
        note={stuck === 0 ? 'Nobody waits too long' : 'longer than it should take'}
        tone={stuck === 0 ? 'plain' : 'warn'}
        href={isStuck ? '/onboarding' : '/onboarding?stuck=stuck'}
        pressed={isStuck}
      />
    </Figures>
  )
}
