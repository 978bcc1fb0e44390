import { waterfallSpans } from '#components/charts/waterfall-spans.ts'
import { cx } from '#components/ui/cx.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { PayoutExplanation } from '#lib/payouts/explain/explanation-model.ts'

type ExplanationProps = {
  readonly explanation: PayoutExplanation
  /** The page says the headline in its own place. */
  readonly withoutHeadline?: boolean
}

/** A payout explained: words, and bars from what came in to what went out. Nothing here needs JavaScript. */
export function Explanation({ explanation, withoutHeadline = false }: ExplanationProps) {
  return (
    <div lang={explanation.locale} className="flex min-w-0 flex-col gap-4">
      <div className="flex max-w-prose flex-col gap-2 text-sm">
        {withoutHeadline ? null : <p className="font-medium text-base text-ink">{explanation.headline}</p>}
        {explanation.paragraphs.map((paragraph) => (
          <p key={paragraph} className="text-ink-2">
            {paragraph}
          </p>
        ))}
      </div>
      <Bars explanation={explanation} />
    </div>
  )
}

/** A table whose bars stand under their names, so that it fits a phone; the bars say nothing that the amounts do not. */
function Bars({ explanation }: Pick<ExplanationProps, 'explanation'>) {
  const { bars, caption, currency, locale, totalLabel } = explanation
  const total = bars.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const rows = [
    ...bars.map(({ key, label, amountMinor }) => ({ key, label, amountMinor, kind: 'change' as const })),
    { key: 'total', label: totalLabel, amountMinor: total, kind: 'total' as const },
  ]
  const spans = waterfallSpans(
    rows.map(({ label, amountMinor, kind }) => ({ label, kind, amount: { minor: amountMinor.toString(), currency } })),
  )
  return (
    <table className="w-full text-sm">
      <caption className="pb-2 text-left text-ink-2 text-sm">{caption}</caption>
      <tbody>
        {rows.map(({ key, label, amountMinor, kind }, index) => {
          const span = spans[index] ?? { from: 0, width: 0 }
          return (
            <tr key={key} className={cx('border-line border-t', kind === 'total' ? 'font-medium' : 'font-normal')}>
              <th scope="row" className="py-2 pr-4 text-left align-top [font-weight:inherit]">
                {label}
                <span aria-hidden className="relative mt-1.5 block h-2">
                  <span
                    className={cx(
                      'absolute inset-y-0 min-w-0.5 rounded-sm',
                      key === 'difference' ? 'bg-bad' : kind === 'total' ? 'bg-(--chart-1)' : 'bg-(--chart-2)',
                    )}
                    style={{ left: `${span.from / 10}%`, width: `${span.width / 10}%` }}
                  />
                </span>
              </th>
              <td className="figures w-px whitespace-nowrap py-2 pl-2 text-right align-top">
                {formatMoney({ minor: amountMinor, currency }, { locale, withCurrency: false })}{' '}
                <span className="text-ink-3 text-xs">{currency}</span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
