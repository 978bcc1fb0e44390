'use client'

import { Chat, useChat } from '@ai-sdk/react'
import { LoaderCircle, RotateCcw } from 'lucide-react'
import { Fragment, type ReactNode, useRef } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { newConversationAction } from '#lib/assistant/actions.ts'
import type { ChatMessage } from '#lib/assistant/chat-model.ts'
import { Announcement } from './announcement.tsx'
import { AnswerView } from './answer-view.tsx'
import { askAgain, isBusy as isAnswering, noteTrouble, sessionOf, stopAnswer, takeUp } from './chat-session.ts'
import { Composer } from './composer.tsx'
import { EarlierAnswers } from './earlier-answers.tsx'
import { type Failure, failureOf } from './failure.ts'
import { Question } from './question.tsx'
import { QuestionChips } from './question-chips.tsx'
import { questionWords, readAnswer } from './read-answer.ts'
import { useFollowing } from './use-following.ts'

type ConversationProps = {
  /** Null until the first question is asked. */
  readonly chat: Chat<ChatMessage> | null
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
export function Conversation({ chat, place, start, suggestions, onBegun }: ConversationProps) {
  const { messages, status, error } = useChat<ChatMessage>({ chat: chat ?? NOTHING_ASKED, throttle: 40 })
  const scroller = useRef<HTMLElement>(null)
  const isBusy = isAnswering({ status })
  const last = messages.at(-1)
  const newestQuestion = messages.findLast(({ role }) => role === 'user')
  useFollowing(scroller, newestQuestion && `${newestQuestion.id} ${newestQuestion.metadata?.earlier?.length ?? 0}`)

  const failure = status === 'error' && error !== undefined ? failureOf(error) : null
  const lastAnswer = last?.role === 'assistant' ? readAnswer(last, !isBusy) : null

  const isUnderWay = isBusy || failure !== null

  const ask = async (question: string): Promise<boolean> => {
    const open = chat ?? (await begin(onBegun))
    if (open === null) return false
    // A failed answer keeps its sentence when the conversation goes on.
    if (failure !== null) noteTrouble(open, failure.words)
    void open.sendMessage({ text: question })
    return true
  }
  const stop = () => {
    if (chat === null) return
    stopAnswer(chat).catch(() => toast.bad('The answer may go on: the connection was lost'))
  }
  const retry = () => {
    if (chat !== null) void retryAnswer(chat, failure)
  }
  const isCut = !isBusy && last !== undefined && (last.role === 'user' || last.metadata?.trouble !== undefined)

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
          {messages.map((message, index) =>
            message.role === 'user' ? (
              <Fragment key={message.id}>
                <Question words={questionWords(message)} />
                <EarlierAnswers
                  answers={message.metadata?.earlier}
                  conversationId={chat?.id ?? ''}
                  isFolded={isWhole(messages[index + 1]) && !(isUnderWay && index === messages.length - 2)}
                />
              </Fragment>
            ) : (
              <AnswerView
                key={message.id}
                answer={readAnswer(message, !(isBusy && message === last))}
                at={{ conversationId: chat?.id ?? '', messageId: message.id }}
                model={message.metadata?.model}
                isOver={!(isBusy && message === last)}
                trouble={message.metadata?.trouble}
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
      <Announcement answer={lastAnswer} isBusy={isBusy} trouble={last?.metadata?.trouble} />
      <div className="border-line border-t px-3 pt-2.5 pb-2">
        <Composer isBusy={isBusy} place={place} onAsk={ask} onStop={stop} />
      </div>
    </div>
  )
}

/** After a lost connection the answer may have gone on, or be stored by now. */
async function retryAnswer(chat: Chat<ChatMessage>, failure: Failure | null): Promise<void> {
  if (failure?.isLost === true && (await takeUp(chat))) return
  if (failure !== null) noteTrouble(chat, failure.words)
  await askAgain(chat)
}

const isWhole = (answer: ChatMessage | undefined) =>
  answer?.role === 'assistant' && answer.metadata?.trouble === undefined

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
