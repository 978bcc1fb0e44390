import { APICallError, InvalidToolInputError, NoSuchToolError, RetryError } from 'ai'
import { Refusal } from '#lib/platform/refusal.ts'

/** What a tool says to model and person when it cannot: a sentence, never a stack. */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure'

  /** Models are told what this says: the sentence alone. */
  override toString(): string {
    return this.message
  }
}

const KEPT = 'What it said so far is kept; try again.'
export const BROKEN_OFF = `The model broke off. ${KEPT}`

/** What happened to a model or a tool, in a sentence that says what to do. Holds nothing of what the other side wrote. */
export function sentenceOfFailure(error: unknown): string {
  if (error instanceof Refusal || error instanceof ToolFailure) return error.message
  if (NoSuchToolError.isInstance(error)) return 'The model asked for a tool that is not yours to use.'
  if (InvalidToolInputError.isInstance(error)) return 'The model asked a tool for something that it does not take.'
  if (RetryError.isInstance(error)) return sentenceOfFailure(error.lastError)
  if (APICallError.isInstance(error)) return sentenceOfStatus(error.statusCode)
  if (error instanceof Error && error.name === 'TimeoutError') return `The model took too long. ${KEPT}`
  if (error instanceof Error && error.name === 'AbortError') return 'Canceled.'
  return BROKEN_OFF
}

function sentenceOfStatus(status: number | undefined): string {
  // The answer had begun when the connection went.
  if (status === 200) return BROKEN_OFF
  if (status === undefined) return `The model cannot be reached. ${KEPT}`
  if (status === 401 || status === 403)
    return 'The model does not accept our key. An administrator has to look at OPENAI_API_KEY.'
  if (status === 404) return 'The server does not know the model. An administrator has to look at OPENAI_MODEL.'
  if (status === 429) return 'The model has too much to do just now. Try again in a minute.'
  if (status === 400 || status === 413 || status === 422)
    return 'The model does not take this conversation. Begin a new one, or ask for less at once.'
  return `The model failed (${status}). ${KEPT}`
}
