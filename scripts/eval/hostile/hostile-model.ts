import type { LanguageModelV4, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import type { Chosen } from '#lib/assistant/models/choose-model.ts'
import { FREE } from '#lib/assistant/models/price.ts'
import { streamOf } from '#lib/assistant/stream-of.ts'

/** One call as a model sends it: nothing says that the tool exists or that the text is JSON. */
export type HostileCall = { readonly tool: string; readonly input: string }

const NOTHING: LanguageModelV4Usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
}

/** A script in the model's place: makes these calls at once whatever it was asked, and says `last` when they came back. */
export function hostileModel(calls: readonly HostileCall[], last: string): Chosen {
  let isAsked = false
  async function* parts(): AsyncGenerator<LanguageModelV4StreamPart, void> {
    yield { type: 'stream-start', warnings: [] }
    if (isAsked) {
      yield { type: 'text-start', id: 'text' }
      yield { type: 'text-delta', id: 'text', delta: last }
      yield { type: 'text-end', id: 'text' }
      yield { type: 'finish', finishReason: { unified: 'stop', raw: undefined }, usage: NOTHING }
      return
    }
    isAsked = true
    for (const [index, { tool, input }] of calls.entries())
      yield { type: 'tool-call', toolCallId: `call_${index}`, toolName: tool, input }
    yield { type: 'finish', finishReason: { unified: 'tool-calls', raw: undefined }, usage: NOTHING }
  }
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'nobody',
    modelId: 'hostile',
    supportedUrls: {},
    doGenerate: async () => {
      throw new Error('The loop streams.')
    },
    doStream: async () => ({ stream: streamOf(parts()) }),
  }
  return { model, id: 'hostile', price: FREE }
}
