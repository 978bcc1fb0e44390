import { Bot, Cog, User } from 'lucide-react'
import type { ReactNode } from 'react'

export type TimelineEntry = {
  readonly id: string
  readonly by: 'system' | 'person' | 'agent'
  /** One sentence: "Ana Silva approved 6,200.00 USD". */
  readonly title: ReactNode
  readonly time: ReactNode
  readonly detail?: ReactNode
}

const MARKS = {
  system: { icon: <Cog aria-hidden />, word: 'System' },
  person: { icon: <User aria-hidden />, word: 'Person' },
  agent: { icon: <Bot aria-hidden />, word: 'Agent' },
} as const

/** What happened to an object, newest first; each entry marked by who did it. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.id} className="group relative flex gap-3 pb-4 last:pb-0">
          <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-line group-last:hidden" />
          <span
            title={MARKS[entry.by].word}
            className="relative inline-flex size-6 shrink-0 items-center justify-center rounded-full border border-line bg-surface-raised text-ink-2 [&_svg]:size-3.5"
          >
            {MARKS[entry.by].icon}
          </span>
          <div className="min-w-0 flex-1 pt-0.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <p className="min-w-0 break-words">
                <span className="sr-only">{MARKS[entry.by].word}: </span>
                {entry.title}
              </p>
              <span className="shrink-0 text-ink-3 text-sm">{entry.time}</span>
            </div>
            {entry.detail ? <div className="mt-0.5 text-ink-2 text-sm">{entry.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
