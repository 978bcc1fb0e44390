import { createOpenAI } from '@ai-sdk/openai'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { standing } from '#lib/analytics/standing.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { OFFLINE_MODEL } from '../chat-model.ts'
import { readNames } from '../read-names.ts'
import type { ToolContext } from '../tools/tool.ts'
import { offlineModel } from './offline-model.ts'
import { FREE, type Price } from './price.ts'

export type Chosen = {
  readonly model: LanguageModelV4
  /** As audit rows and answers name it. */
  readonly id: string
  readonly price: Price
}

/** Whether a model of somebody's own is configured: the offline analyst writes nothing of itself. */
export const hasModel = (): boolean => env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined

/**
 * The model that answers: the configured one, on whatever server speaks OpenAI's chat protocol; without a key or an address of
 * one, the offline analyst.
 */
export function chooseModel(context: ToolContext): Chosen {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: id } = env
  if (!hasModel()) return { model: offlineAnalyst(context), id: OFFLINE_MODEL, price: FREE }
  const provider = createOpenAI({
    // A server of one's own may want no key; the client insists on one.
    apiKey: apiKey ?? 'none',
    ...(baseURL === undefined ? {} : { baseURL }),
  })
  return {
    model: provider.chat(id),
    id,
    price: { inputMicrosPerMillion: env.OPENAI_PRICE_INPUT, outputMicrosPerMillion: env.OPENAI_PRICE_OUTPUT },
  }
}

function offlineAnalyst({ asker: { scope, entity }, at, page }: ToolContext): LanguageModelV4 {
  const read = async () => {
    const [names, { startsMonth }] = await Promise.all([readNames(scope), inRawTransaction(SYSTEM(entity), standing)])
    return { names, now: { today: accountingOn(entity, at), fiscalStartsMonth: startsMonth }, page }
  }
  let once: ReturnType<typeof read> | undefined
  return offlineModel(() => {
    once ??= read()
    return once
  })
}
