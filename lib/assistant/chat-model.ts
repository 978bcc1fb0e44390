import type { UIMessage } from 'ai'
import type { Citation, ToolResult } from './block-model.ts'

/** How an answer came about; `costMicros` are millionths of a US dollar. */
export type ChatMetadata = {
  model?: string
  tokens?: number
  costMicros?: string
  /** ISO instant. */
  at?: string
}

export type ChatData = {
  /** What the question was taken for, and where its rows can be seen. */
  answer: { understood: string; citations: Citation[] }
  suggestion: { questions: string[] }
}

type ChatTools = { [name: string]: { input: unknown; output: ToolResult } }

export type ChatMessage = UIMessage<ChatMetadata, ChatData, ChatTools>

/** A question may be this long; what is pasted beyond it belongs into a file. */
export const QUESTION_MAX = 4_000

/** Who answers where no model is configured, as audit rows and answers name it. */
export const OFFLINE_MODEL = 'offline analyst'
