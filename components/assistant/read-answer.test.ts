import { describe, expect, test } from 'vitest'
import type { ToolResult } from '#lib/assistant/block-model.ts'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import { questionWords, readAnswer } from './read-answer.ts'

describe('readAnswer', () => {
  test('a finished answer: steps in words, text, blocks with their call, citations once, follow-ups', () => {
    const answer = readAnswer(
      {
        parts: [
          { type: 'step-start' },
          call('call_1', { state: 'output-available', output: RESULT }),
          { type: 'text', text: 'Ridgeline had the highest.' },
          { type: 'text', text: ' ' },
          {
            type: 'data-answer',
            data: {
              understood: 'Refund rate by seller, Q3 2026',
              citations: [{ label: 'All rows', href: '/analytics' }],
            },
          },
          { type: 'data-suggestion', data: { questions: ['And for Germany?'] } },
        ],
      },
      true,
    )
    expect(answer).toEqual({
      steps: [{ id: 'call_1', words: 'Refund rate by seller, Q3 2026, 58 sellers', state: 'done' }],
      text: 'Ridgeline had the highest.',
      blocks: [{ key: 'call_1.0', callId: 'call_1', position: 0, block: RESULT.blocks[0] }],
      understood: 'Refund rate by seller, Q3 2026',
      citations: [
        { label: 'All rows', href: '/analytics' },
        { label: 'Ridgeline', href: '/sellers/sel_1' },
      ],
      questions: ['And for Germany?'],
    })
  })

  test('a call under way is named in words, and stopped when the answer ended without it', () => {
    const message = { parts: [call('call_1', { state: 'input-streaming' })] }
    expect(readAnswer(message, false).steps).toEqual([{ id: 'call_1', words: 'Query metrics', state: 'running' }])
    expect(readAnswer(message, true).steps).toEqual([{ id: 'call_1', words: 'Query metrics', state: 'failed' }])
  })

  test('a failed call says why', () => {
    const failed = call('call_1', { state: 'output-error', errorText: 'These days are not counted yet.' })
    expect(readAnswer({ parts: [failed] }, false).steps).toEqual([
      { id: 'call_1', words: 'Query metrics: These days are not counted yet.', state: 'failed' },
    ])
  })

  test.each([null, 'text', 42, {}, { step: 'x' }, { step: 'x', blocks: 'y', citations: [] }])(
    'a result that is none (%j) draws nothing and is a failed step',
    (output) => {
      const answer = readAnswer({ parts: [call('call_1', { state: 'output-available', output })] }, true)
      expect([answer.blocks, answer.steps[0]?.state]).toEqual([[], 'failed'])
    },
  )

  test('citations that lead away are left out', () => {
    const away = {
      ...RESULT,
      citations: [
        { label: 'x', href: 'https://evil.example' },
        { label: 'y', href: '//evil' },
      ],
    }
    const answer = readAnswer({ parts: [call('c', { state: 'output-available', output: away })] }, true)
    expect(answer.citations).toEqual([])
  })
})

test('a question is its words', () => {
  expect(questionWords({ parts: [{ type: 'text', text: 'Which sellers?' }] })).toBe('Which sellers?')
})

const RESULT: ToolResult = {
  step: 'Refund rate by seller, Q3 2026, 58 sellers',
  blocks: [{ kind: 'metric', label: 'Refund rate', value: { text: '3.1 %', raw: '3.1' } }],
  facts: { summary: '' },
  citations: [
    { label: 'Ridgeline', href: '/sellers/sel_1' },
    { label: 'Ridgeline again', href: '/sellers/sel_1' },
  ],
  rows: 58,
  more: false,
}

/** A part as it arrives: whatever a server or a model may have put there. */
function call(toolCallId: string, rest: Record<string, unknown>): ChatMessage['parts'][number] {
  const part: unknown = { type: 'tool-query_metrics', toolCallId, input: {}, ...rest }
  return part as ChatMessage['parts'][number]
}
