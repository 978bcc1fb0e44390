'use client'

import { Chat, useChat } from '@ai-sdk/react'
import { LoaderCircle, RotateCcw } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { newConversationAction } from '#lib/assistant/actions.ts'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import { Announcement } from './announcement.tsx'
import { AnswerView } from './answer-view.tsx'
import { isBusy as isAnswering, sessionOf, stopAnswer, takeUp } from './chat-session.ts'
import { Composer } from './composer.tsx'
import { failureOf } from './failure.ts'
import { STOPPED } from './kept-messages.ts'
import { Question } from './question.tsx'
import { QuestionChips } from './question-chips.tsx'
import { questionWords, readAnswer } from './read-answer.ts'
import { useFollowing } from './use-following.ts'

type ConversationProps = {
  /** Null until the first question is asked. */
  readonly chat: Chat<ChatMessage> | null
  /** By message: why an answer that was kept is not whole. */
  readonly troubles: Readonly<Record<string, string>>
  /** The page in words. */
  readonly place: string
  /** Shown while nothing was asked. */
  readonly start: ReactNode
  readonly suggestions: readonly string[]
  readonly onBegun?: (conversationId: string) => void
}

/** Stands in while there is no conversation; nothing is ever sent through it. */
const NOTHING_ASKED = new Chat<ChatMessage>({ id: 'new' })

/** A region that scrolls must be reachable by keyboard. */
const REACHABLE = { tabIndex: 0 } as const

/** Questions and answers, and the field for the next question. */
export function Conversation({ chat, troubles, place, start, suggestions, onBegun }: ConversationProps) {
  const { messages, status, error } = useChat<ChatMessage>({ chat: chat ?? NOTHING_ASKED, throttle: 40 })
  const [cut, setCut] = useState<Readonly<Record<string, string>>>({})
  const scroller = useRef<HTMLElement>(null)
  const isBusy = isAnswering({ status })
  const last = messages.at(-1)
  const newestQuestion = messages.findLast(({ role }) => role === 'user')
  useFollowing(scroller, newestQuestion?.id)

  const failure = status === 'error' && error !== undefined ? failureOf(error) : null
  const lastAnswer = last?.role === 'assistant' ? readAnswer(last, !isBusy) : null
  const troubleOf = (id: string) => cut[id] ?? troubles[id]

  const ask = async (question: string): Promise<boolean> => {
    const open = chat ?? (await begin(onBegun))
    if (open === null) return false
    // A failed answer keeps its sentence when the conversation goes on.
    if (failure !== null && last?.role === 'assistant') setCut({ ...cut, [last.id]: failure.words })
    void open.sendMessage({ text: question })
    return true
  }
  const stop = () => {
    if (chat === null) return
    if (last?.role === 'assistant') setCut({ ...cut, [last.id]: STOPPED })
    stopAnswer(chat).catch(() => toast.bad('The answer may go on: the connection was lost'))
  }
  const retry = () => {
    if (chat !== null) void askAgain(chat, failure?.isLost === true)
  }
  const isCut = !isBusy && last !== undefined && (last.role === 'user' || troubleOf(last.id) !== undefined)

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <section
        {...REACHABLE}
        ref={scroller}
        aria-label="Conversation"
        className="relative min-h-0 flex-1 overflow-y-auto"
      >
        <div className="flex flex-col gap-5 px-4 py-4">
          {messages.length === 0 ? start : null}
          {messages.map((message) =>
            message.role === 'user' ? (
              <Question key={message.id} words={questionWords(message)} />
            ) : (
              <AnswerView
                key={message.id}
                answer={readAnswer(message, !(isBusy && message === last))}
                at={{ conversationId: chat?.id ?? '', messageId: message.id }}
                model={message.metadata?.model}
                isOver={!(isBusy && message === last)}
                trouble={troubleOf(message.id)}
              />
            ),
          )}
          {isBusy && (last?.role !== 'assistant' || last.parts.length === 0) ? <Thinking /> : null}
          {failure === null ? null : <Banner tone="bad">{failure.words}</Banner>}
          {failure?.canRetry === true || (failure === null && isCut) ? (
            <div>
              <Button size="sm" icon={<RotateCcw aria-hidden className="size-3.5" />} onClick={retry}>
                Ask again
              </Button>
            </div>
          ) : null}
          {isBusy || failure !== null ? null : (
            <QuestionChips
              label="Questions to ask"
              questions={messages.length === 0 ? suggestions : (lastAnswer?.questions ?? [])}
              onAsk={(question) => void ask(question)}
            />
          )}
        </div>
      </section>
      <Announcement answer={lastAnswer} isBusy={isBusy} trouble={last && troubleOf(last.id)} />
      <div className="border-line border-t px-3 pt-2.5 pb-2">
        <Composer isBusy={isBusy} place={place} onAsk={ask} onStop={stop} />
      </div>
    </div>
  )
}

/** After a lost connection the answer may have gone on, or be stored by now. */
async function askAgain(chat: Chat<ChatMessage>, isLost: boolean): Promise<void> {
  if (isLost && (await takeUp(chat))) return
  await chat.regenerate()
}

async function begin(onBegun: ConversationProps['onBegun']): Promise<Chat<ChatMessage> | null> {
  const begun = await newConversationAction({})
  if (!begun.ok) {
    toast.bad(begun.refusal.message)
    return null
  }
  const { conversationId } = begun.data
  const chat = sessionOf(conversationId, [])
  onBegun?.(conversationId)
  return chat
}

function Thinking() {
  return (
    <p className="flex items-center gap-2 text-ink-3 text-sm">
      <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
      Reading the question…
    </p>
  )
}
