import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import { newId } from '#lib/platform/ids.ts'
import { OFFLINE_MODEL } from '../chat-model.ts'
import { streamOf } from '../stream-of.ts'
import { planNext, type Surroundings } from './offline-plan.ts'
import { turnsOf } from './prompt-turns.ts'

/** Whose metadata it is that comes with its words. */
export const PROVIDER = 'tieout'

const CHARACTERS_PER_TOKEN = 4

/**
 * The analyst that needs no network: a language model by its interface, a grammar inside. The same conversation, tools and day
 * give the same answer. `surroundings` are read when it is asked.
 */
export function offlineModel(surroundings: () => Promise<Surroundings>): LanguageModelV4 {
  const contentOf = async (options: LanguageModelV4CallOptions) => {
    const tools = new Set(options.tools?.map(({ name }) => name))
    const plan = planNext(turnsOf(options.prompt), tools, await surroundings())
    const content: Said =
      'text' in plan
        ? { type: 'text', text: plan.text, ...metadataOf(plan.choices) }
        : { type: 'tool-call', toolCallId: newId('acl'), toolName: plan.tool, input: JSON.stringify(plan.input) }
    return content
  }
  return {
    specificationVersion: 'v4',
    provider: PROVIDER,
    modelId: OFFLINE_MODEL,
    supportedUrls: {},
    doGenerate: async (options) => {
      const content = await contentOf(options)
      return { content: [content], finishReason: reasonOf(content), usage: usageOf(options, content), warnings: [] }
    },
    doStream: async (options) => {
      const content = await contentOf(options)
      return { stream: streamOf(partsOf(options, content)) }
    },
  }
}

/** Choices travel beside the words, under our own name. */
const metadataOf = (choices: readonly string[] = []) =>
  choices.length === 0 ? {} : { providerMetadata: { [PROVIDER]: { choices: [...choices] } } }

type Said = Extract<LanguageModelV4Content, { type: 'text' | 'tool-call' }>

async function* partsOf(
  options: LanguageModelV4CallOptions,
  content: Said,
): AsyncGenerator<LanguageModelV4StreamPart, void> {
  yield { type: 'stream-start', warnings: [] }
  yield { type: 'response-metadata', modelId: OFFLINE_MODEL }
  if (content.type === 'text') {
    yield { type: 'text-start', id: 'text' }
    for (const delta of content.text.match(/(?:\S+\s*){1,4}/g) ?? []) {
      options.abortSignal?.throwIfAborted()
      yield { type: 'text-delta', id: 'text', delta }
    }
    const { providerMetadata } = content
    yield { type: 'text-end', id: 'text', ...(providerMetadata === undefined ? {} : { providerMetadata }) }
  } else {
    const { toolCallId: id, toolName, input } = content
    yield { type: 'tool-input-start', id, toolName }
    yield { type: 'tool-input-delta', id, delta: input }
    yield { type: 'tool-input-end', id }
    yield content
  }
  yield { type: 'finish', finishReason: reasonOf(content), usage: usageOf(options, content) }
}

const reasonOf = ({ type }: Said): LanguageModelV4FinishReason => ({
  unified: type === 'text' ? 'stop' : 'tool-calls',
  raw: undefined,
})

function usageOf({ prompt }: LanguageModelV4CallOptions, content: Said): LanguageModelV4Usage {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value).length / CHARACTERS_PER_TOKEN)
  const input = tokens(prompt)
  const output = tokens(content)
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  }
}
