import { Figure, Figures } from '#components/ui/figure.tsx'
import { type AlertKind, KINDS } from '#lib/health/alerts/alert-model.ts'

type AlertFiguresProps = {
  readonly counts: readonly { readonly kind: AlertKind; readonly count: number }[]
  readonly current: AlertKind | null
}

/** What is open by kind, the most first; each figure filters the list, the pressed one lets go again. */
export function AlertFigures({ counts, current }: AlertFiguresProps) {
  if (counts.length === 0) return null
  return (
    <Figures>
      {counts.map(({ kind, count }) => (
        <Figure
          key={kind}
          label={KINDS[kind].name}
          value={count.toLocaleString('en')}
          href={kind === current ? '/health' : `/health?kind=${kind}`}
          pressed={kind === current}
        />
      ))}
    </Figures>
  )
}
