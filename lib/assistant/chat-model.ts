import type { UIMessage } from 'ai'
import type { Citation, ToolResult } from './block-model.ts'

/** How an answer came about; `costMicros` are millionths of a US dollar. */
export type ChatMetadata = {
  model?: string
  tokens?: number
  costMicros?: string
  /** ISO instant. */
  at?: string
  /** Of an answer: why it is not whole. Known to whoever shows it, never stored here. */
  trouble?: string
  /** Of a question: answers that broke off before it was asked again, oldest first. Shown, never stored here. */
  earlier?: ChatMessage[]
}

export type ChatData = {
  /** What the question was taken for, and where its rows can be seen. */
  answer: { understood: string; citations: Citation[] }
  suggestion: { questions: string[] }
}

type ChatTools = { [name: string]: { input: unknown; output: ToolResult } }

export type ChatMessage = UIMessage<ChatMetadata, ChatData, ChatTools>

/** A question may be this long; what is pasted beyond it belongs into a file. */
const QUESTION_MAX = 4_000
/** The same in UTF-8, where a letter takes up to four. */
const QUESTION_BYTES_MAX = 8_000

const GROUPED = new Intl.NumberFormat('en')

/** Why a question is too long, as a sentence; null when it is not. */
export function tooLong(question: string): string | null {
  const measures = [
    ['characters', question.length, QUESTION_MAX],
    ['bytes', new TextEncoder().encode(question).length, QUESTION_BYTES_MAX],
  ] as const
  const over = measures.find(([, length, most]) => length > most)
  if (over === undefined) return null
  const [unit, length, most] = over
  return `The question has ${GROUPED.format(length)} ${unit}; ${GROUPED.format(most)} are the most. Ask for less at once.`
}

/** Who answers where no model is configured, as audit rows and answers name it. */
export const OFFLINE_MODEL = 'offline analyst'
