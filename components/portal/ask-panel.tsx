'use client'

import { useState } from 'react'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { HandOver } from './hand-over.tsx'
import { readAnswer } from './read-answer.ts'

export type AskWords = Readonly<
  Record<'question' | 'send' | 'thinking' | 'drafted' | 'handOver' | 'handedOver' | 'failed', string>
>

type Turn = { readonly number: number; readonly question: string; readonly answer: string; readonly isOpen: boolean }

type AskPanelProps = { readonly words: AskWords; readonly first: string; readonly locale: string }

/** Questions and answers, the newest last; the answer stands there as it comes. */
export function AskPanel({ words, first, locale }: AskPanelProps) {
  const [turns, setTurns] = useState<readonly Turn[]>([])
  const [text, setText] = useState(first)
  const [conversationId, setConversationId] = useState<string | null>(null)
  const isBusy = turns.at(-1)?.isOpen === true

  const change = (number: number, part: Partial<Turn>) =>
    setTurns((all) => all.map((turn) => (turn.number === number ? { ...turn, ...part } : turn)))

  const ask = async () => {
    const question = text.trim()
    if (question === '' || isBusy) return { ok: true as const }
    const number = turns.length + 1
    setTurns([...turns, { number, question, answer: '', isOpen: true }])
    setText('')
    const ended = await readAnswer({ conversationId, text: question }, (answer) => change(number, { answer })).catch(
      () => ({ conversationId, answer: words.failed }),
    )
    setConversationId(ended.conversationId)
    change(number, { answer: ended.answer || words.failed, isOpen: false })
    return { ok: true as const }
  }

  return (
    <div className="flex flex-col gap-5">
      <div aria-live="polite" className="flex flex-col gap-5 empty:hidden">
        {turns.map((turn) => (
          <article key={turn.number} className="flex flex-col gap-2">
            <p className="self-end rounded-lg bg-accent-tint px-3 py-2">{turn.question}</p>
            <p lang={locale} className="whitespace-pre-wrap break-words">
              {turn.answer === '' ? words.thinking : turn.answer}
            </p>
            {turn.isOpen ? null : <p className="text-ink-3 text-xs">{words.drafted}</p>}
          </article>
        ))}
      </div>
      {conversationId === null || isBusy ? null : (
        <HandOver
          conversationId={conversationId}
          label={words.handOver}
          done={words.handedOver}
          failed={words.failed}
        />
      )}
      <Form send={ask} lostWords={words.failed} className="flex flex-col gap-3">
        <label className="flex flex-col gap-1.5 text-sm">
          {words.question}
          <textarea
            value={text}
            onChange={(event) => setText(event.target.value)}
            rows={3}
            maxLength={4_000}
            required
            className="control h-auto py-2"
          />
        </label>
        <SubmitButton pendingLabel={words.thinking}>{words.send}</SubmitButton>
      </Form>
    </div>
  )
}
