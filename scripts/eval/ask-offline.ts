import { askerFor } from '#lib/assistant/asker.ts'
import { answerOnce } from '#lib/assistant/chat/answer-once.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import type { Ask } from './answer.ts'
import { PRESENT } from './world.ts'

/** The analyst that reads questions by its grammar, asked through the loop that panel and command line use. */
export async function offlineAnalyst(): Promise<Ask> {
  const asker = await askerFor(await currentEntity(), 'analyst')
  return async (turns) => {
    let started = performance.now()
    let last = await answerOnce({ asker, question: turns[0] ?? '', at: PRESENT })
    let ms = performance.now() - started
    for (const question of turns.slice(1)) {
      started = performance.now()
      last = await answerOnce({ asker, question, history: last.messages, at: PRESENT })
      ms = performance.now() - started
    }
    const { answer, outcome, messages } = last
    const parts = messages.at(-1)?.parts ?? []
    const tools = parts.flatMap(({ type }) => (type.startsWith('tool-') ? [type.slice('tool-'.length)] : []))
    const isAnswered = outcome.results.length > 0
    return {
      outcome: isAnswered ? 'rows' : answer.answer.endsWith('?') ? 'asked back' : 'refused',
      rows: answer.rows,
      text: answer.answer,
      tools,
      told: isAnswered ? JSON.stringify(outcome.results) : '',
      ms,
    }
  }
}
