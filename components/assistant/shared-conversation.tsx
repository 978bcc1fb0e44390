import type { StoredMessage } from '#lib/assistant/conversations/read-conversation.ts'
import { AnswerView } from './answer-view.tsx'
import { keptMessages } from './kept-messages.ts'
import { Question } from './question.tsx'
import { questionWords, readAnswer } from './read-answer.ts'

type SharedConversationProps = { readonly conversationId: string; readonly stored: readonly StoredMessage[] }

/** Somebody else's conversation, to read. */
export function SharedConversation({ conversationId, stored }: SharedConversationProps) {
  const { messages, troubles } = keptMessages(stored)
  return (
    <div className="flex flex-col gap-5">
      {messages.map((message) =>
        message.role === 'user' ? (
          <Question key={message.id} words={questionWords(message)} />
        ) : (
          <AnswerView
            key={message.id}
            answer={readAnswer(message, true)}
            at={{ conversationId, messageId: message.id }}
            model={message.metadata?.model}
            isOver
            trouble={troubles[message.id]}
          />
        ),
      )}
    </div>
  )
}
