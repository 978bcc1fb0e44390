import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import { AnswerView } from './answer-view.tsx'
import { readAnswer } from './read-answer.ts'

type EarlierAnswersProps = {
  /** What broke off before the question was asked again, oldest first. */
  readonly answers: readonly ChatMessage[] | undefined
  readonly conversationId: string
  /** Once there is a whole answer, one line is enough to find them again. */
  readonly isFolded: boolean
}

/** What somebody has read, and perhaps acted on, stays where it was read. */
export function EarlierAnswers({ answers = [], conversationId, isFolded }: EarlierAnswersProps) {
  return answers.map((message) => (
    <details key={message.id} data-earlier open={!isFolded} className="border-line-strong border-l-2 pl-3">
      <summary className="w-fit rounded-sm text-ink-2 text-sm">An answer that broke off</summary>
      <div className="pt-2">
        <AnswerView
          answer={readAnswer(message, true)}
          at={{ conversationId, messageId: message.id }}
          model={message.metadata?.model}
          isOver
          trouble={message.metadata?.trouble}
        />
      </div>
    </details>
  ))
}
