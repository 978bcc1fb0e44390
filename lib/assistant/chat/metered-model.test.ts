import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { convertArrayToReadableStream, MockLanguageModelV4 } from 'ai/test'
import { describe, expect, test } from 'vitest'
import type { Meter, Used } from './meter.ts'
import { meteredModel } from './metered-model.ts'

const PROMPT = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'refunds '.repeat(300) }] }]

const text = (delta: string): LanguageModelV4StreamPart => ({ type: 'text-delta', id: '1', delta })
const end = (input?: number, output?: number): LanguageModelV4StreamPart => ({
  type: 'finish',
  finishReason: { unified: 'stop', raw: 'stop' },
  usage: {
    inputTokens: { total: input, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: output, text: undefined, reasoning: undefined },
  },
})

function metered(stream: () => ReadableStream<LanguageModelV4StreamPart>) {
  const used: Used[] = []
  const taken: number[] = []
  const meter: Meter = {
    total: { tokens: 0, costMicros: 0n },
    begin: async (tokens) => {
      taken.push(tokens)
      return async (one) => void used.push(one)
    },
  }
  const model = meteredModel(new MockLanguageModelV4({ doStream: async () => ({ stream: stream() }) }), meter)
  return { model, used, taken }
}

const failingAfter = (parts: readonly LanguageModelV4StreamPart[]) => {
  const left = [...parts]
  return new ReadableStream<LanguageModelV4StreamPart>({
    pull: (controller) => {
      const part = left.shift()
      if (part === undefined) controller.error(new Error('socket hang up'))
      else controller.enqueue(part)
    },
  })
}

describe('a metered model', () => {
  test('takes a guess on the safe side before the call, and tells what the server counted', async () => {
    const { model, used, taken } = metered(() => convertArrayToReadableStream([text('Hi.'), end(700, 3)]))
    const { stream } = await model.doStream({ prompt: PROMPT })
    expect(taken[0]).toBeGreaterThan(700)
    expect(used).toEqual([])
    await Array.fromAsync(stream)
    expect(used).toMatchObject([{ tokens: { input: 700, output: 3 }, outcome: 'ok' }])
  })

  test('guesses where the server counts nothing', async () => {
    const { model, used, taken } = metered(() => convertArrayToReadableStream([text('x'.repeat(30)), end()]))
    await Array.fromAsync((await model.doStream({ prompt: PROMPT })).stream)
    expect(used).toMatchObject([{ tokens: { input: taken[0], output: 10 }, outcome: 'ok' }])
  })

  test('counts what came before the stream broke, once, and lets the failure through', async () => {
    const { model, used } = metered(() => failingAfter([text('half')]))
    const { stream } = await model.doStream({ prompt: PROMPT })
    await expect(Array.fromAsync(stream)).rejects.toThrow('socket hang up')
    expect(used).toMatchObject([{ outcome: 'failed', detail: expect.stringContaining('broke off') }])
  })

  test('counts what was read when nobody reads on', async () => {
    const { model, used } = metered(() => convertArrayToReadableStream([text('one '), text('two'), end(1, 1)]))
    const reader = (await model.doStream({ prompt: PROMPT })).stream.getReader()
    await reader.read()
    await reader.cancel()
    expect(used).toHaveLength(1)
  })

  test('does not call the model when the budget says no', async () => {
    const mock = new MockLanguageModelV4({ doStream: async () => Promise.reject(new Error('was called')) })
    const meter: Meter = { total: { tokens: 0, costMicros: 0n }, begin: () => Promise.reject(new Error('no budget')) }
    await expect(meteredModel(mock, meter).doStream({ prompt: PROMPT })).rejects.toThrow('no budget')
    expect(mock.doStreamCalls).toHaveLength(0)
  })
})
