import { FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { Block } from '#lib/assistant/block-model.ts'
import { BlockFrame } from './block-frame.tsx'
import type { BlockOf } from './block-of.ts'
import { ChartBlock } from './chart-block.tsx'
import { OwnLink } from './own-link.tsx'
import { ownPath } from './own-path.ts'
import { TableBlock } from './table-block.tsx'

type BlockViewProps = { readonly block: Block; readonly actions?: ReactNode }

/** One typed part of an answer. */
export function BlockView({ block, actions }: BlockViewProps) {
  switch (block.kind) {
    case 'table':
      return <TableBlock block={block} actions={actions} />
    case 'chart':
      return <ChartBlock block={block} actions={actions} />
    case 'metric':
      return <Metric block={block} actions={actions} />
    case 'entities':
      return <Entities block={block} actions={actions} />
    case 'proposal':
      return <Proposal block={block} />
    case 'passage':
      return <Passage block={block} />
    case 'draft':
      return <Draft block={block} actions={actions} />
    case 'notice':
      return <Banner tone={block.tone === 'warn' ? 'warn' : 'plain'}>{block.text}</Banner>
    default:
      return null
  }
}

type Drawn<Kind extends Block['kind']> = { readonly block: BlockOf<Kind>; readonly actions?: ReactNode }

function Metric({ block: { label, value, change, note }, actions }: Drawn<'metric'>) {
  return (
    <BlockFrame title={label} actions={actions} note={note}>
      <p className="flex flex-wrap items-baseline gap-x-3 px-3 py-2">
        <span className="figures font-semibold text-xl">
          <OwnLink href={value.href}>{value.text}</OwnLink>
        </span>
        {change === undefined ? null : (
          <span className="figures text-ink-2 text-sm">
            <OwnLink href={change.href}>{change.text}</OwnLink>
          </span>
        )}
      </p>
    </BlockFrame>
  )
}

function Entities({ block: { noun, items, found }, actions }: Drawn<'entities'>) {
  const note = found > items.length ? `${items.length} of ${found}.` : undefined
  return (
    <BlockFrame title={headingOf(noun, found)} actions={actions} note={note}>
      <ul className="divide-y divide-line">
        {items.map(({ label, detail, href }) => (
          <li key={href} className="flex min-h-9 flex-wrap items-baseline justify-between gap-x-3 px-3 py-1.5 text-sm">
            <span className="min-w-0 break-words">
              <OwnLink href={href}>{label}</OwnLink>
            </span>
            <span className="figures text-ink-2">{detail}</span>
          </li>
        ))}
      </ul>
    </BlockFrame>
  )
}

/** "seller" or "sellers" over their list. */
function headingOf(noun: string, found: number): string {
  const words = found === 1 || noun.endsWith('s') ? noun : `${noun}s`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What would be done and what it would do. A person decides it on its own page, never here. */
function Proposal({ block: { title, effect, total, href } }: Drawn<'proposal'>) {
  const path = ownPath(href)
  return (
    <BlockFrame title={title} actions={<Pill tone="warn">needs approval</Pill>}>
      <div className="flex flex-col gap-2 p-3">
        <p className="figures font-semibold text-xl">{total.text}</p>
        <p className="text-ink-2">{effect}</p>
        {path === null ? null : (
          <div>
            <ButtonLink href={path} variant="primary">
              Open for approval
            </ButtonLink>
          </div>
        )}
      </div>
    </BlockFrame>
  )
}

function Passage({ block: { source, text, href } }: Drawn<'passage'>) {
  return (
    <figure className="flex flex-col gap-1.5 border-line-strong border-l-2 pl-3">
      <blockquote className="whitespace-pre-line break-words text-ink-2">{text}</blockquote>
      <figcaption className="flex items-center gap-1.5 text-sm">
        <FileText aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        <OwnLink href={href}>{source}</OwnLink>
      </figcaption>
    </figure>
  )
}

/** Words that somebody may send; nothing here sends them. */
function Draft({ block: { to, subject, body }, actions }: Drawn<'draft'>) {
  return (
    <BlockFrame title={subject} actions={actions}>
      <div className="flex flex-col gap-2 p-3">
        <p className="flex items-center gap-2 text-sm">
          <Pill tone="plain">Drafted</Pill>
          <span className="min-w-0 break-words text-ink-2">{`To ${to}. Not sent.`}</span>
        </p>
        <p className="whitespace-pre-line break-words">{body}</p>
      </div>
    </BlockFrame>
  )
}
