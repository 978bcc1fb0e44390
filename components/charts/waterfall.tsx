import type { Route } from 'next'
import Link from 'next/link'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { cx } from '#components/ui/cx.ts'
import { type WaterfallStep, waterfallSpans } from './waterfall-spans.ts'

type WaterfallProps = { readonly caption: string; readonly steps: readonly WaterfallStep[] }

const FILLS = { total: 'bg-(--chart-1)', change: 'bg-(--chart-2)', remainder: 'bg-bad' } as const

/**
 * From gross to net in horizontal bars: a table whose second column draws what the third one says.
 * A remainder that is not zero is the only thing in `bad`.
 */
export function Waterfall({ caption, steps }: WaterfallProps) {
  const spans = waterfallSpans(steps)
  return (
    <table className="w-full text-sm">
      <caption className="pb-2 text-left text-ink-2 text-sm">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Bar</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => {
          const span = spans[index] ?? { from: 0, width: 0 }
          const isOdd = step.kind === 'remainder' && step.amount.minor !== '0'
          return (
            <tr
              key={`${step.label}-${step.kind}`}
              className={cx('group', step.kind === 'total' ? 'font-medium' : 'font-normal')}
            >
              <th
                scope="row"
                className={cx('h-9 pr-4 whitespace-nowrap text-left [font-weight:inherit]', isOdd && 'text-bad-ink')}
              >
                {step.href ? (
                  <Link prefetch={false} href={step.href as Route} className="rounded-sm group-hover:underline">
                    {step.label}
                  </Link>
                ) : (
                  step.label
                )}
              </th>
              <td aria-hidden className="w-full min-w-24">
                <span className="relative block h-5">
                  <span
                    className={cx('absolute inset-y-0 min-w-0.5 rounded-sm', FILLS[step.kind])}
                    style={{ left: `${span.from / 10}%`, width: `${span.width / 10}%` }}
                  />
                </span>
              </td>
              <td className={cx('pl-4', isOdd && 'text-bad-ink')}>
                <MoneyCell amount={step.amount} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
