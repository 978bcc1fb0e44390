import { expect, test } from 'vitest'
import { messageText, waitAfter } from './model.ts'

test('tries come later and later, up to six hours, never all at once', () => {
  expect([1, 2, 3, 4].map((attempts) => waitAfter(attempts, 1))).toEqual([15_000, 30_000, 60_000, 120_000])
  expect([1, 2, 3, 4].map((attempts) => waitAfter(attempts, 0))).toEqual([7_500, 15_000, 30_000, 60_000])
  expect(waitAfter(40, 1)).toBe(6 * 3_600_000)
  expect(waitAfter(0, 0)).toBe(7_500)
})

test('a message is shown as people read it', () => {
  expect(messageText('mail.send', 'Hello')).toBe('Hello')
  expect(messageText('ticket.create', '{"title":"A","text":"B","dueOn":"x"}')).toBe('A\n\nB')
  expect(messageText('gl.xero', '{"on":"2026-10-31"}')).toBe('{\n  "on": "2026-10-31"\n}')
})
