'use client'

import { ArrowUp, Square } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Form } from '#components/ui/form.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { tooLong } from '#lib/assistant/chat-model.ts'
import { onFocusWish, takeFocusWish } from './panel-memory.ts'

type ComposerProps = {
  readonly isBusy: boolean
  /** The page in words: "Sellers". */
  readonly place: string
  /** False when the question was not taken: it stays in the field. */
  readonly onAsk: (question: string) => Promise<boolean>
  readonly onStop: () => void
}

/** The field for a question. Enter asks, shift and enter make a new line. */
export function Composer({ isBusy, place, onAsk, onStop }: ComposerProps) {
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()
  const question = text.trim()
  const excess = tooLong(question)
  const canAsk = !isBusy && question !== '' && excess === null

  useEffect(() => {
    const focus = () => {
      if (takeFocusWish()) field.current?.focus()
    }
    focus()
    return onFocusWish(focus)
  }, [])

  const ask = async () => {
    if (!canAsk) return
    setText('')
    if (!(await onAsk(question))) setText((current) => (current === '' ? question : current))
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void ask()
  }
  return (
    <Form
      className="flex flex-col gap-1"
      send={async () => {
        void ask()
        return { ok: true }
      }}
    >
      <div className="flex items-end gap-1 rounded-md border border-line-strong bg-surface-raised p-1 focus-within:outline-2 focus-within:outline-accent focus-within:-outline-offset-1">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label="Question"
          aria-describedby={hintId}
          aria-invalid={excess !== null || undefined}
          placeholder="Ask about sellers and money"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
          className="field-sizing-content max-h-40 min-h-8 w-full resize-none bg-transparent px-1.5 py-1.5 text-base outline-none pointer-coarse:min-h-11 pointer-coarse:py-3"
        />
        {isBusy ? (
          <IconButton label="Stop the answer" icon={<Square />} onClick={onStop} />
        ) : (
          <IconButton label="Ask" icon={<ArrowUp />} type="submit" disabled={!canAsk} />
        )}
      </div>
      <p id={hintId} className={excess === null ? 'text-ink-3 text-xs' : 'text-bad-ink text-sm'}>
        {excess ?? `Knows this page: ${place}. Shift and enter make a new line.`}
      </p>
    </Form>
  )
}
