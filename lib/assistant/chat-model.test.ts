import { expect, test } from 'vitest'
import { tooLong } from './chat-model.ts'

test.each([
  ['a'.repeat(4_000), null],
  ['a'.repeat(4_001), 'The question has 4,001 characters; 4,000 are the most. Ask for less at once.'],
  ['売'.repeat(2_666), null],
  ['売'.repeat(2_667), 'The question has 8,001 bytes; 8,000 are the most. Ask for less at once.'],
  ['refunds '.repeat(12_500), 'The question has 100,000 characters; 4,000 are the most. Ask for less at once.'],
])('a question is measured in characters and in bytes', (question, sentence) => {
  expect(tooLong(question)).toBe(sentence)
})
