import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Tone } from './pill.tsx'

type FigureProps = {
  readonly label: string
  readonly value: ReactNode
  /** One line below: what it compares with, or what is odd about it. */
  readonly note?: ReactNode
  readonly tone?: Exclude<Tone, 'good' | 'wait'>
  /** The rows behind the number. */
  readonly href?: string | undefined
  /** This figure filters the list below right now; its link takes the filter off. */
  readonly pressed?: boolean
}

const NOTES = { plain: 'text-ink-3', warn: 'text-warn-ink', bad: 'text-bad-ink' } as const

/** A number that leads to its rows. Put three to five of them into Figures. */
export function Figure({ label, value, note, tone = 'plain', href, pressed = false }: FigureProps) {
  const look = cx(
    '@container flex min-w-0 flex-col gap-0.5 px-4 py-3 shadow-[1px_0_var(--line),0_1px_var(--line)] transition-colors',
    pressed ? 'bg-accent-tint' : 'bg-surface-raised',
    href && !pressed && 'hover:bg-surface-hover',
  )
  const inside = (
    <>
      <span className={cx('truncate text-sm', pressed ? 'font-medium text-ink' : 'text-ink-2')}>{label}</span>
      <span className="figures break-words font-semibold text-lg @[12.5rem]:text-xl">{value}</span>
      {note ? <span className={cx('text-sm', NOTES[tone])}>{note}</span> : null}
    </>
  )
  if (!href) return <div className={look}>{inside}</div>
  return (
    <Link
      prefetch={false}
      href={href as Route}
      aria-current={pressed ? 'true' : undefined}
      className={cx(look, 'focus-visible:-outline-offset-2')}
      scroll={false}
    >
      {inside}
    </Link>
  )
}

/** The row in which figures stand. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(8.75rem,1fr))] gap-px overflow-hidden rounded-md border border-line bg-surface-raised">
      {children}
    </div>
  )
}
