import type { ActionResult } from '#lib/access/define-action.ts'
import { refusalWords } from './refusal-words.ts'

/** An action's answer with its refusal in the language of the page; `failed` stands for one that says nothing. */
export function inOwnWords<T>(answer: ActionResult<T>, failed: string): ActionResult<T> {
  if (answer.ok) return answer
  return { ok: false, refusal: { ...answer.refusal, message: refusalWords(answer, failed) } }
}
