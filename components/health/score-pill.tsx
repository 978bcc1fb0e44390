import { Pill } from '#components/ui/pill.tsx'
import { scoreLook } from '#lib/health/components-model.ts'

type ScorePillProps = {
  readonly score: number | null
  /** Against four weeks before; null when it is not known. */
  readonly change?: number | null
}

/** A seller's score in its band, and where it is going. */
export function ScorePill({ score, change = null }: ScorePillProps) {
  if (score === null) return <span className="text-ink-3">not scored</span>
  const { word, tone } = scoreLook(score)
  return (
    <span className="inline-flex items-center gap-2">
      <Pill tone={tone}>
        <span className="figures">{score}</span> {word}
      </Pill>
      {change === null || change === 0 ? null : (
        <span className="figures text-ink-2 text-sm" title="Against four weeks before">
          <span aria-hidden>{change > 0 ? '▲' : '▼'}</span>
          <span className="sr-only">{change > 0 ? 'up' : 'down'} </span>
          {Math.abs(change)}
        </span>
      )}
    </span>
  )
}
