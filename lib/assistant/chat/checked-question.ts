import { tooLong } from '../chat-model.ts'
import { questionEmpty, questionTooLong } from '../refusals.ts'

/** The words of a question, without space around them. Refuses none at all, and too many. */
export function checkedQuestion(words: string): string {
  const question = words.trim()
  if (question === '') throw questionEmpty()
  const excess = tooLong(question)
  if (excess !== null) throw questionTooLong(excess)
  return question
}
