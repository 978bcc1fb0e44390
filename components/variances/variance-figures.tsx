import { Figure, Figures } from '#components/ui/figure.tsx'
import { VARIANCE_CLASSES, type VarianceClass } from '#lib/reconciliation/variances/classes-model.ts'
import type { VarianceSummary } from '#lib/reconciliation/variances/list-variances.ts'

const SHOWN = 5

type VarianceFiguresProps = { readonly classes: VarianceSummary['classes']; readonly current: VarianceClass | null }

/** What waits, by class; each figure filters the list, the pressed one lets go again. */
export function VarianceFigures({ classes, current }: VarianceFiguresProps) {
  if (classes.length === 0) return null
  return (
    <Figures>
      {classes.slice(0, SHOWN).map(({ class: name, count, oldest }) => (
        <Figure
          key={name}
          label={VARIANCE_CLASSES[name].name}
          value={count.toLocaleString('en')}
          note={`oldest ${oldest} d`}
          tone={VARIANCE_CLASSES[name].priority === 'urgent' ? 'bad' : oldest > 30 ? 'warn' : 'plain'}
          href={current === name ? '/variances' : `/variances?class=${name}`}
          pressed={current === name}
        />
      ))}
    </Figures>
  )
}
