import { refusalWords } from './refusal-words.ts'

type Question = { readonly conversationId: string | null; readonly text: string }
type Ended = { readonly conversationId: string | null; readonly answer: string }

/** Asks, and tells the answer as far as it has come each time more of it comes. A refusal is an answer, too. */
export async function readAnswer(question: Question, tell: (answer: string) => void): Promise<Ended> {
  const response = await fetch('/api/portal/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  })
  if (!response.ok || response.body === null) {
    const { error } = await response.json()
    return { conversationId: question.conversationId, answer: refusalWords({ ok: false, refusal: error }, '') }
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let answer = ''
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    answer += piece.value
    tell(answer)
  }
  return { conversationId: response.headers.get('x-conversation'), answer }
}
