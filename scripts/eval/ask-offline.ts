import { askBooks } from '#lib/analytics/ask.ts'
import { figureWords } from '#lib/analytics/figure-model.ts'
import type { AnalyticsQuery } from '#lib/analytics/schema.ts'
import { answerOffline } from '#lib/assistant/answer-offline.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { SYSTEM } from '#lib/platform/db.ts'
import type { Ask } from './answer.ts'
import { PRESENT } from './world.ts'

/** The analyst that reads questions by its grammar, asked as the command line asks it. */
export async function offlineAnalyst(): Promise<Ask> {
  const entity = await currentEntity()
  const actor = { entity, scope: SYSTEM(entity) }
  const figuresOf = async (query: AnalyticsQuery) => {
    const { columns, rows, notes, understood, found } = await askBooks({ actor, query, at: PRESENT })
    const words = rows.flatMap((row) =>
      columns.flatMap((one) =>
        one.kind === 'figure' ? [figureWords(one, row.figures[one.id] ?? null, row.currency)] : [],
      ),
    )
    return [...words, ...notes, understood, `${found} rows`].join('\n')
  }
  return async (turns) => {
    let previous: AnalyticsQuery | null = null
    let started = performance.now()
    let last = await answerOffline({ actor, question: turns[0] ?? '', at: PRESENT })
    let ms = performance.now() - started
    for (const question of turns.slice(1)) {
      previous = last.query ?? previous
      started = performance.now()
      last = await answerOffline({ actor, question, previous, at: PRESENT })
      ms = performance.now() - started
    }
    const isAnswered = last.query !== null
    return {
      outcome: isAnswered ? 'rows' : last.answer.endsWith('?') ? 'asked back' : 'refused',
      rows: last.rows,
      text: last.answer,
      tools: isAnswered ? ['query_metrics'] : [],
      told: last.query === null ? '' : `${await figuresOf(last.query)}\n${JSON.stringify(last.rows)}`,
      ms,
    }
  }
}
