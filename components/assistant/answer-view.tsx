import { CircleStop, CircleX } from 'lucide-react'
import type { Block } from '#lib/assistant/block-model.ts'
import { OFFLINE_MODEL } from '#lib/assistant/chat-model.ts'
import { AnswerText } from './answer-text.tsx'
import { BlockView } from './block-view.tsx'
import { CopyButton } from './copy-button.tsx'
import { STOPPED } from './kept-messages.ts'
import { OwnLink } from './own-link.tsx'
import { PinButton } from './pin-button.tsx'
import type { Answer, AnswerBlock } from './read-answer.ts'
import { StepList } from './step-list.tsx'

type AnswerViewProps = {
  readonly answer: Answer
  /** Where it is kept, so that a part of it can be pinned. */
  readonly at: { readonly conversationId: string; readonly messageId: string }
  /** Who answered: a model's id; undefined while nobody said. */
  readonly model: string | undefined
  /** Whether nothing more comes. */
  readonly isOver: boolean
  /** What went wrong; what had come until then stays. */
  readonly trouble: string | undefined
}

const CITATIONS_SHOWN = 6

/** What can be asked again as it stands. */
const PINNABLE: readonly Block['kind'][] = ['table', 'chart', 'metric', 'entities']

/** One answer: what was looked up, what it says, the rows it says it from. */
export function AnswerView({ answer, at, model, isOver, trouble }: AnswerViewProps) {
  const { steps, text, blocks, understood, citations } = answer
  const isSaid = text !== '' || isOver
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <StepList steps={steps} />
      {understood === '' || steps.some(({ words }) => words.startsWith(understood)) ? null : (
        <p className="text-ink-3 text-sm">{`Understood as: ${understood}`}</p>
      )}
      {text === '' ? null : <AnswerText text={text} />}
      {isSaid ? <Blocks blocks={blocks.filter(({ block }) => !repeats(block, text))} at={at} isOver={isOver} /> : null}
      {isOver && citations.length > 0 ? (
        <section aria-label="Where this can be seen" className="text-sm">
          <ul className="flex flex-wrap gap-x-3 gap-y-2">
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
      {isOver && model !== undefined && (text !== '' || blocks.length > 0) ? (
        <p className="text-ink-3 text-xs">{answeredBy(model)}</p>
      ) : null}
      {trouble === undefined ? null : (
        <p className={`flex items-start gap-2 text-sm ${trouble === STOPPED ? 'text-ink-2' : 'text-bad-ink'}`}>
          {trouble === STOPPED ? (
            <CircleStop aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          ) : (
            <CircleX aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          )}
          {trouble}
        </p>
      )}
    </div>
  )
}

/** A notice that the words already say. */
const repeats = (block: Block, text: string) => block.kind === 'notice' && text.includes(block.text)

const answeredBy = (model: string) =>
  model === OFFLINE_MODEL ? 'Answered by the offline analyst, without a model.' : `Answered by ${model}.`

type BlocksProps = Pick<AnswerViewProps, 'at' | 'isOver'> & { readonly blocks: readonly AnswerBlock[] }

/** In their order; several charts (one a currency) stand behind the rows, folded. */
function Blocks({ blocks, at, isOver }: BlocksProps) {
  const charts = blocks.filter(({ block }) => block.kind === 'chart')
  const isFolded = charts.length > 1
  const draw = ({ key, block, callId, position }: AnswerBlock) => (
    <BlockView
      key={key}
      block={block}
      actions={
        <>
          <CopyButton block={block} />
          {isOver && PINNABLE.includes(block.kind) ? <PinButton at={{ ...at, callId, position }} /> : null}
        </>
      }
    />
  )
  return (
    <>
      {blocks.filter(({ block }) => !(isFolded && block.kind === 'chart')).map(draw)}
      {isFolded ? (
        <details>
          <summary className="w-fit rounded-sm text-accent-text text-sm">{`${charts.length} charts`}</summary>
          <div className="flex flex-col gap-3 pt-2">{charts.map(draw)}</div>
        </details>
      ) : null}
    </>
  )
}
