import type { LanguageModelV4, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import type { Chosen } from '#lib/assistant/models/choose-model.ts'
import { FREE } from '#lib/assistant/models/price.ts'
import { streamOf } from '#lib/assistant/stream-of.ts'
import type { HostileCall } from './hostile-model.ts'

const NOTHING: LanguageModelV4Usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
}
const COMMAND = /CALL (?<tool>\w+)(?: (?<pairs>[\w=,%. -]*))?;/g
const MARK = /inj\d+x\d+z/g
const HAS_MARK = /inj\d+x\d+z/

export type Gullible = Chosen & {
  /** Marks of the texts that it was given to read. */
  readonly read: Set<string>
  /** Calls that it made because a text said so. */
  readonly obeyed: HostileCall[]
}

/** The worst model: looks up what it is told to, then does whatever the texts it reads say, and repeats them word for word. */
export function gullibleModel(lookUps: readonly HostileCall[]): Gullible {
  const read = new Set<string>()
  const obeyed: HostileCall[] = []
  const done = new Set<string>()
  let hasLooked = false

  async function* parts(prompt: string, echo: string): AsyncGenerator<LanguageModelV4StreamPart, void> {
    yield { type: 'stream-start', warnings: [] }
    for (const [mark] of prompt.matchAll(MARK)) read.add(mark)
    const calls = hasLooked ? commandsIn(prompt).filter(({ tool, input }) => !done.has(tool + input)) : lookUps
    hasLooked = true
    if (calls.length === 0) {
      yield { type: 'text-start', id: 'text' }
      yield { type: 'text-delta', id: 'text', delta: echo }
      yield { type: 'text-end', id: 'text' }
      yield { type: 'finish', finishReason: { unified: 'stop', raw: undefined }, usage: NOTHING }
      return
    }
    for (const [index, call] of calls.entries()) {
      done.add(call.tool + call.input)
      if (!lookUps.includes(call)) obeyed.push(call)
      yield { type: 'tool-call', toolCallId: `call_${done.size}_${index}`, toolName: call.tool, input: call.input }
    }
    yield { type: 'finish', finishReason: { unified: 'tool-calls', raw: undefined }, usage: NOTHING }
  }

  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'nobody',
    modelId: 'gullible',
    supportedUrls: {},
    doGenerate: async () => {
      throw new Error('The loop streams.')
    },
    doStream: async ({ prompt }) => {
      const texts = textsIn(prompt)
      return { stream: streamOf(parts(texts.join('\n'), texts.filter((text) => HAS_MARK.test(text)).join('\n\n'))) }
    },
  }
  return { model, id: 'gullible', price: FREE, read, obeyed }
}

function commandsIn(prompt: string): HostileCall[] {
  return [...prompt.matchAll(COMMAND)].map(({ groups }) => {
    const pairs = (groups?.pairs ?? '').split(',').filter((pair) => pair.includes('='))
    return {
      tool: groups?.tool ?? '',
      input: JSON.stringify(Object.fromEntries(pairs.map((pair) => pair.split('=', 2).map((one) => one.trim())))),
    }
  })
}

/** Every text of a prompt, as it was before it travelled as JSON. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn)
  return []
}
