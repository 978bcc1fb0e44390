/** Why there is no (whole) answer, and whether asking again can help. */
export type Failure = {
  readonly words: string
  readonly canRetry: boolean
  /** The way here is broken; the answer itself may go on. */
  readonly isLost: boolean
}

/** Refusals that stay the same however often one asks. */
const FINAL = [/^input\./, /too_long/, /too_dear/, /budget/, /not_last/, /not_allowed/, /signed_out/]

/** A budget that runs out in the midst of an answer is told in the stream, without a code. */
const SPENT = /\bbudget\b/

const LOST = 'The connection to Tieout was lost. What had arrived stays here.'
const UNKNOWN = 'The answer stopped, and nobody said why. What had arrived stays here.'

/** Puts into words what `useChat` failed with: a refusal of ours, a sentence in the stream, or a lost connection. */
export function failureOf(error: Error): Failure {
  const refusal = refusalIn(error.message)
  if (refusal !== null)
    return { words: refusal.message, canRetry: !FINAL.some((code) => code.test(refusal.code)), isLost: false }
  if (error instanceof TypeError || /fetch|network|terminated|aborted/i.test(error.message))
    return { words: LOST, canRetry: true, isLost: true }
  const isSentence = /^\p{Lu}[^{}<>]{10,400}$/u.test(error.message.trim())
  return {
    words: isSentence ? error.message.trim() : UNKNOWN,
    canRetry: !(isSentence && SPENT.test(error.message)),
    isLost: false,
  }
}

/** Routes refuse as `{ error: { code, message } }`. */
function refusalIn(text: string): { readonly code: string; readonly message: string } | null {
  const body = parsed(text)
  if (typeof body !== 'object' || body === null || !('error' in body)) return null
  const { error } = body
  if (typeof error !== 'object' || error === null || !('message' in error) || !('code' in error)) return null
  const { code, message } = error
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Not a refusal of ours: words of the stream or of the browser.
  }
}
