import { Check, CircleX, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AnswerStep } from './read-answer.ts'

const LOOKS: Readonly<Record<AnswerStep['state'], { word: string; icon: ReactNode }>> = {
  running: { word: 'looking up', icon: <LoaderCircle aria-hidden className="animate-spin text-wait" /> },
  done: { word: 'done', icon: <Check aria-hidden className="text-good" /> },
  failed: { word: 'failed', icon: <CircleX aria-hidden className="text-bad" /> },
}

/** What was looked up for an answer, one line a step. */
export function StepList({ steps }: { readonly steps: readonly AnswerStep[] }) {
  if (steps.length === 0) return null
  return (
    <ul aria-label="Steps" className="flex flex-col gap-1 text-ink-2 text-sm">
      {steps.map(({ id, words, state }) => (
        <li key={id} className="flex items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-3.5 [&_svg]:shrink-0">
          {LOOKS[state].icon}
          <span className="min-w-0 flex-1 break-words">{words}</span>
          <span className="text-ink-3">{LOOKS[state].word}</span>
        </li>
      ))}
    </ul>
  )
}
