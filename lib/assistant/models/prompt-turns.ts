import type { LanguageModelV4Prompt } from '@ai-sdk/provider'

/** What a tool answered: what it tells the model, or a sentence why not. */
export type Answered =
  | { readonly tool: string; readonly told: unknown }
  | { readonly tool: string; readonly failed: string }

/** One question with what was done about it so far. */
export type Turn = {
  readonly question: string
  readonly calls: readonly { readonly tool: string; readonly input: unknown }[]
  readonly answered: readonly Answered[]
}

/** A model's prompt as questions in order. What came before the first question is no part of it. */
export function turnsOf(prompt: LanguageModelV4Prompt): Turn[] {
  const turns: { question: string; calls: Turn['calls'][number][]; answered: Answered[] }[] = []
  for (const message of prompt) {
    if (message.role === 'user')
      turns.push({
        question: message.content.map((part) => (part.type === 'text' ? part.text : '')).join(' '),
        calls: [],
        answered: [],
      })
    const turn = turns.at(-1)
    if (turn === undefined || message.role === 'system' || message.role === 'user') continue
    for (const part of message.content) {
      if (part.type === 'tool-call') turn.calls.push({ tool: part.toolName, input: part.input })
      if (part.type !== 'tool-result') continue
      const { toolName: tool, output } = part
      if (output.type === 'json' || output.type === 'text') turn.answered.push({ tool, told: output.value })
      else turn.answered.push({ tool, failed: failureOf(output) })
    }
  }
  return turns
}

type Output = Extract<LanguageModelV4Prompt[number], { role: 'tool' }>['content'][number] extends infer Part
  ? Part extends { type: 'tool-result'; output: infer O }
    ? O
    : never
  : never

function failureOf(output: Output): string {
  if (output.type === 'error-text') return output.value
  if (output.type === 'execution-denied') return output.reason ?? 'That was not allowed.'
  return 'That failed.'
}
