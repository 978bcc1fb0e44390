import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { streamOf } from '../stream-of.ts'
import type { Meter, Used } from './meter.ts'
import { sentenceOfFailure } from './model-failure.ts'

/** A guess on the safe side, for budgets: most text has four characters to a token. */
const CHARACTERS_PER_TOKEN = 3
const tokensIn = (characters: number) => Math.ceil(characters / CHARACTERS_PER_TOKEN)

/** The same model, which takes its cost from the budget before each call and says afterwards what it used. */
export function meteredModel(model: LanguageModelV4, meter: Meter): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: () => Promise.reject(new Error('answers are streamed')),
    doStream: async (options) => {
      const input = tokensIn(JSON.stringify(options.prompt).length + JSON.stringify(options.tools ?? []).length)
      const end = await meter.begin(input)
      const started = performance.now()
      try {
        const { stream, ...rest } = await model.doStream(options)
        return { ...rest, stream: streamOf(counted(stream, { input, started, end, options })) }
      } catch (error) {
        const outcome = options.abortSignal?.aborted === true ? 'canceled' : 'failed'
        const tokens = { input: 0, output: 0 }
        const detail = sentenceOfFailure(error)
        await end({ tokens, reasoning: '', outcome, detail, tookMs: performance.now() - started })
        throw error
      }
    },
  }
}

type Counting = {
  readonly input: number
  readonly started: number
  readonly end: (used: Used) => Promise<void>
  readonly options: { readonly abortSignal?: AbortSignal | undefined }
}

/** Reads along what a call streams. What breaks off is counted by what came of it. */
async function* counted(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  { input, started, end, options }: Counting,
): AsyncGenerator<LanguageModelV4StreamPart, void> {
  let written = 0
  let reasoning = ''
  let told: Used['tokens'] | null = null
  let failure: string | null = null
  try {
    for await (const part of stream) {
      if (part.type === 'text-delta' || part.type === 'tool-input-delta') written += part.delta.length
      if (part.type === 'reasoning-delta') reasoning += part.delta
      if (part.type === 'error') failure = sentenceOfFailure(part.error)
      if (part.type === 'finish' && part.usage.inputTokens.total !== undefined)
        told = { input: part.usage.inputTokens.total, output: part.usage.outputTokens.total ?? 0 }
      yield part
    }
  } catch (error) {
    failure = sentenceOfFailure(error)
    throw error
  } finally {
    const isCanceled = options.abortSignal?.aborted === true
    await end({
      tokens: told ?? { input, output: tokensIn(written + reasoning.length) },
      reasoning,
      outcome: isCanceled ? 'canceled' : failure === null ? 'ok' : 'failed',
      detail: isCanceled ? 'Canceled.' : (failure ?? ''),
      tookMs: performance.now() - started,
    })
  }
}
