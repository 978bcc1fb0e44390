import { createOpenAI } from '@ai-sdk/openai'
import { askerFor } from '#lib/assistant/asker.ts'
import { answerOnce } from '#lib/assistant/chat/answer-once.ts'
import type { Chosen } from '#lib/assistant/models/choose-model.ts'
import { FREE } from '#lib/assistant/models/price.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import type { Ask } from './answer.ts'
import type { Configured } from './configured.ts'
import { PRESENT } from './world.ts'

export function modelOf({ apiKey = 'none', baseURL, id }: Configured): Chosen {
  const provider = createOpenAI({ apiKey, ...(baseURL === undefined ? {} : { baseURL }) })
  return { model: provider.chat(id), id, price: FREE }
}

/** Asks as an analyst of the console, through the loop that panel and command line use; without a model, the offline analyst. */
export async function askThrough(chosen?: Chosen): Promise<Ask> {
  const asker = await askerFor(await currentEntity(), 'analyst')
  const given = chosen === undefined ? {} : { chosen }
  return async (turns) => {
    let started = performance.now()
    let last = await answerOnce({ asker, question: turns[0] ?? '', at: PRESENT, ...given })
    let ms = performance.now() - started
    for (const question of turns.slice(1)) {
      started = performance.now()
      last = await answerOnce({ asker, question, history: last.messages, at: PRESENT, ...given })
      ms = performance.now() - started
    }
    const { answer, outcome, messages } = last
    const parts = messages.at(-1)?.parts ?? []
    const tools = parts.flatMap(({ type }) => (type.startsWith('tool-') ? [type.slice('tool-'.length)] : []))
    const isAnswered = outcome.results.length > 0
    return {
      outcome: isAnswered ? 'rows' : answer.answer.trimEnd().endsWith('?') ? 'asked back' : 'refused',
      rows: answer.rows,
      text: answer.answer,
      tools,
      told: isAnswered ? JSON.stringify(outcome.results) : '',
      ms,
    }
  }
}
