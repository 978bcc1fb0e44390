import { Fragment } from 'react'
import type { StoredMessage } from '#lib/assistant/conversations/read-conversation.ts'
import { AnswerView } from './answer-view.tsx'
import { EarlierAnswers } from './earlier-answers.tsx'
import { keptMessages } from './kept-messages.ts'
import { Question } from './question.tsx'
import { questionWords, readAnswer } from './read-answer.ts'

type SharedConversationProps = { readonly conversationId: string; readonly stored: readonly StoredMessage[] }

/** Somebody else's conversation, to read. */
export function SharedConversation({ conversationId, stored }: SharedConversationProps) {
  const { messages } = keptMessages(stored)
  return (
    <div className="flex flex-col gap-5">
      {messages.map((message) =>
        message.role === 'user' ? (
          <Fragment key={message.id}>
            <Question words={questionWords(message)} />
            <EarlierAnswers answers={message.metadata?.earlier} conversationId={conversationId} isFolded />
          </Fragment>
        ) : (
          <AnswerView
            key={message.id}
            answer={readAnswer(message, true)}
            at={{ conversationId, messageId: message.id }}
            model={message.metadata?.model}
            isOver
            trouble={message.metadata?.trouble}
          />
        ),
      )}
    </div>
  )
}
