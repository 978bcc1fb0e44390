import { expect, test } from 'vitest'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import type { StoredMessage } from '#lib/assistant/conversations/read-conversation.ts'
import { keptMessages, STOPPED } from './kept-messages.ts'

const stored = (id: string, state: StoredMessage['state'], error = '', words = 'Refunds of'): StoredMessage => ({
  message: { id, role: 'assistant', parts: words === '' ? [] : [{ type: 'text', text: words }] },
  state,
  error,
})
const asked = (id: string): StoredMessage => ({
  message: { id, role: 'user', parts: [{ type: 'text', text: id }] },
  state: 'done',
  error: '',
})
const shape = (messages: readonly ChatMessage[]) =>
  messages.map(({ id, metadata }) => [id, metadata?.trouble, metadata?.earlier?.map((one) => one.id)])

test('answers that are not whole say why, and one under way is left to its stream', () => {
  const kept = keptMessages([
    asked('a'),
    stored('done', 'done'),
    asked('b'),
    stored('canceled', 'canceled'),
    asked('c'),
    stored('mute', 'failed'),
    asked('d'),
    stored('running', 'running'),
  ])
  expect(shape(kept.messages)).toEqual([
    ['a', undefined, undefined],
    ['done', undefined, undefined],
    ['b', undefined, undefined],
    ['canceled', STOPPED, undefined],
    ['c', undefined, undefined],
    ['mute', 'The answer stopped before its end.', undefined],
    ['d', undefined, undefined],
  ])
  expect(kept.isRunning).toBe(true)
})

test('answers before the newest one stand with their question, unless they brought nothing', () => {
  const whole = keptMessages([
    asked('a'),
    stored('first', 'failed', 'The model broke off.'),
    stored('empty', 'failed', 'The model cannot be reached.', ''),
    stored('whole', 'done'),
  ])
  expect(shape(whole.messages)).toEqual([
    ['a', undefined, ['first']],
    ['whole', undefined, undefined],
  ])
  expect(whole.messages[0]?.metadata?.earlier?.[0]?.metadata?.trouble).toBe('The model broke off.')

  const running = keptMessages([
    asked('a'),
    stored('first', 'failed', 'The model broke off.'),
    stored('next', 'running'),
  ])
  expect(shape(running.messages)).toEqual([['a', undefined, ['first']]])
})
