import { expect, test } from 'vitest'
import type { StoredMessage } from '#lib/assistant/conversations/read-conversation.ts'
import { keptMessages, STOPPED } from './kept-messages.ts'

const stored = (id: string, state: StoredMessage['state'], error = ''): StoredMessage => ({
  message: { id, role: 'assistant', parts: [] },
  state,
  error,
})

test('answers that are not whole say why, and one under way is left to its stream', () => {
  const kept = keptMessages([
    stored('done', 'done'),
    stored('canceled', 'canceled'),
    stored('failed', 'failed', 'The model went away.'),
    stored('mute', 'failed'),
    stored('running', 'running'),
  ])
  expect(kept.messages.map(({ id }) => id)).toEqual(['done', 'canceled', 'failed', 'mute'])
  expect(kept.troubles).toEqual({
    canceled: STOPPED,
    failed: 'The model went away.',
    mute: 'The answer stopped before its end.',
  })
  expect(kept.isRunning).toBe(true)
})
