import { CircleX } from 'lucide-react'
import type { Block } from '#lib/assistant/block-model.ts'
import { AnswerText } from './answer-text.tsx'
import { BlockView } from './block-view.tsx'
import { CopyButton } from './copy-button.tsx'
import { OwnLink } from './own-link.tsx'
import { PinButton } from './pin-button.tsx'
import type { Answer } from './read-answer.ts'
import { StepList } from './step-list.tsx'

type AnswerViewProps = {
  readonly answer: Answer
  /** Where it is kept, so that a part of it can be pinned. */
  readonly at: { readonly conversationId: string; readonly messageId: string }
  /** Whether nothing more comes. */
  readonly isOver: boolean
  /** What went wrong; what had come until then stays. */
  readonly trouble: string | undefined
}

const CITATIONS_SHOWN = 6

/** What can be asked again as it stands. */
const canPin = ({ kind }: Block) => kind === 'table' || kind === 'chart' || kind === 'metric'

/** One answer: what was looked up, what it says, the rows it says it from. */
export function AnswerView({ answer, at, isOver, trouble }: AnswerViewProps) {
  const { steps, text, blocks, understood, citations } = answer
  const isSaid = text !== '' || isOver
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <StepList steps={steps} />
      {understood === '' ? null : <p className="text-ink-3 text-sm">{`Understood as: ${understood}`}</p>}
      {text === '' ? null : <AnswerText text={text} />}
      {isSaid
        ? blocks.map((part) => (
            <BlockView
              key={part.key}
              block={part.block}
              actions={
                <>
                  <CopyButton block={part.block} />
                  {isOver && canPin(part.block) ? (
                    <PinButton at={{ ...at, callId: part.callId, position: part.position }} />
                  ) : null}
                </>
              }
            />
          ))
        : null}
      {isOver && citations.length > 0 ? (
        <section aria-label="Where this can be seen" className="text-sm">
          <ul className="flex flex-wrap gap-x-3 gap-y-1">
            {citations.slice(0, CITATIONS_SHOWN).map(({ label, href }) => (
              <li key={href}>
                <OwnLink href={href}>{label}</OwnLink>
              </li>
            ))}
            {citations.length > CITATIONS_SHOWN ? (
              <li className="text-ink-3">{`and ${citations.length - CITATIONS_SHOWN} more in the rows above`}</li>
            ) : null}
          </ul>
        </section>
      ) : null}
      {trouble === undefined ? null : (
        <p className="flex items-start gap-2 text-bad-ink text-sm">
          <CircleX aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {trouble}
        </p>
      )}
    </div>
  )
}
