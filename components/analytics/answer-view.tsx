import { EmptyState } from '#components/ui/empty-state.tsx'
import { utcWords } from '#components/ui/relative-time-words.ts'
import type { AnalyticsResult } from '#lib/analytics/result.ts'
import { AnswerChart } from './answer-chart.tsx'
import { AnswerTable } from './answer-table.tsx'

/** An answer: what was understood, its shape, its rows, and what a reader must know. */
export function AnswerView({ result }: { readonly result: AnalyticsResult }) {
  const { understood, rows, found, rowCount, notes, computedAt } = result
  return (
    <section aria-label="Answer" className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold text-lg">{understood}</h2>
        <p className="text-ink-3 text-sm">
          {found > rowCount ? `${rowCount} of ${found} rows` : `${rowCount} ${rowCount === 1 ? 'row' : 'rows'}`},
          computed {utcWords(computedAt)}. {notes.join(' ')}
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState title="Nothing of the kind in these days">
          Choose a longer period, or take a filter away.
        </EmptyState>
      ) : (
        <>
          <AnswerChart result={result} />
          <AnswerTable result={result} />
        </>
      )}
    </section>
  )
}
