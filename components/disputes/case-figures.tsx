import { Figure, Figures } from '#components/ui/figure.tsx'
import type { CaseSummary } from '#lib/disputes/list-cases.ts'

type CaseFiguresProps = {
  readonly figures: CaseSummary['figures']
  readonly current: { readonly view: string | null; readonly due: string | null; readonly kind: string | null }
}

/** What waits and how it went; each figure filters the list, the pressed one lets go again. */
export function CaseFigures({ figures, current }: CaseFiguresProps) {
  const { todo, soon, over, warnings, review, won, lost } = figures
  const isPlain = current.view === null && current.due === null && current.kind === null
  return (
    <Figures>
      <Figure label="To answer" value={todo.toLocaleString('en')} href="/disputes" pressed={isPlain} />
      <Figure
        label="Due within 2 days"
        value={soon.toLocaleString('en')}
        note={over === 0 ? 'none is late' : `${over} late`}
        tone={soon + over > 0 ? 'warn' : 'plain'}
        href={current.due === 'soon' ? '/disputes' : '/disputes?due=soon'}
        pressed={current.due === 'soon'}
      />
      <Figure
        label="Fraud warnings"
        value={warnings.toLocaleString('en')}
        note="refund first"
        tone={warnings > 0 ? 'warn' : 'plain'}
        href={current.kind === 'warning' ? '/disputes' : '/disputes?kind=warning'}
        pressed={current.kind === 'warning'}
      />
      <Figure
        label="Under review"
        value={review.toLocaleString('en')}
        note="the bank decides"
        href={current.view === 'review' ? '/disputes' : '/disputes?view=review'}
        pressed={current.view === 'review'}
      />
      <Figure
        label="Won"
        value={`${won} of ${won + lost}`}
        note="decided by banks"
        href={current.view === 'won' ? '/disputes' : '/disputes?view=won'}
        pressed={current.view === 'won'}
      />
    </Figures>
  )
}
