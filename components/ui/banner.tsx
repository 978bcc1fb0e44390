import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Tone } from './pill.tsx'

const LOOKS: Readonly<Record<Tone, { look: string; icon: ReactNode }>> = {
  good: { look: 'bg-good-tint text-good-ink', icon: <CircleCheck aria-hidden /> },
  warn: { look: 'bg-warn-tint text-warn-ink', icon: <TriangleAlert aria-hidden /> },
  bad: { look: 'bg-bad-tint text-bad-ink', icon: <CircleX aria-hidden /> },
  wait: { look: 'bg-wait-tint text-wait-ink', icon: <Info aria-hidden /> },
  plain: { look: 'bg-surface-sunken text-ink-2', icon: <Info aria-hidden /> },
}

type BannerProps = {
  readonly tone: Tone
  readonly title?: string
  readonly action?: ReactNode
  readonly children?: ReactNode
}

/** One thing about the whole page or form that must not be missed. */
export function Banner({ tone, title, action, children }: BannerProps) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={cx('flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-md px-3 py-2.5 text-base', LOOKS[tone].look)}
    >
      <span className="mt-0.5 [&_svg]:size-4">{LOOKS[tone].icon}</span>
      <div className="min-w-0 flex-1 basis-56">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
      {action}
    </div>
  )
}
