import { CircleCheck, CircleX, Clock, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'wait' | 'plain'

const LOOKS: Readonly<Record<Tone, string>> = {
  good: 'bg-good-tint text-good-ink',
  warn: 'bg-warn-tint text-warn-ink',
  bad: 'bg-bad-tint text-bad-ink',
  wait: 'bg-wait-tint text-wait-ink',
  plain: 'bg-surface-sunken text-ink-2 ring-1 ring-line ring-inset',
}

const ICONS: Readonly<Record<Tone, ReactNode>> = {
  good: <CircleCheck aria-hidden />,
  warn: <TriangleAlert aria-hidden />,
  bad: <CircleX aria-hidden />,
  wait: <Clock aria-hidden />,
  plain: null,
}

type PillProps = {
  readonly tone: Tone
  /** Takes the place of the tone's own icon; null shows none. */
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** A status: a word always, a tint and an icon beside it. */
export function Pill({ tone, icon, children }: PillProps) {
  return (
    <span
      className={cx(
        'inline-flex h-5.5 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs [&_svg]:size-3.5',
        LOOKS[tone],
      )}
    >
      {icon === undefined ? ICONS[tone] : icon}
      {children}
    </span>
  )
}
