import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { EarnedDay } from '#lib/portal/read-earnings.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'
import { longDay, shortDay } from './day-words.ts'
import { barsOf } from './trend-bars-model.ts'

type EarningsTrendProps = {
  readonly days: readonly EarnedDay[]
  readonly total: WireMoney | null
  readonly locale: PortalLocale
}

/** Four weeks as bars, drawn by the server: the phone loads no chart library. The table says the same. */
export function EarningsTrend({ days, total, locale }: EarningsTrendProps) {
  if (total === null || days.length === 0) return null
  const words = wordsIn(locale)
  const { bars, zero, best } = barsOf(days)
  const money = (amount: WireMoney) => formatMoney(amount, { locale })
  const title = fill(words.trend, { days: String(days.length) })
  return (
    <section aria-labelledby="trend" className="flex flex-col gap-2 border-line border-t pt-4">
      <h2 id="trend" className="text-ink-2 text-sm">
        {title}
      </h2>
      <p>{fill(words.trendSum, { amount: money(total), days: String(days.length) })}</p>
      <svg viewBox="0 0 280 96" aria-hidden="true" className="h-24 w-full" preserveAspectRatio="none">
        <path d={`M0 ${zero}H280`} className="stroke-line-strong" strokeWidth="1" vectorEffect="non-scaling-stroke" />
        {bars.map(({ x, y, height, isLast }) => (
          <rect key={x} x={x} y={y} width="7" height={height} className={isLast ? 'fill-accent' : 'fill-(--chart-1)'} />
        ))}
      </svg>
      <p className="flex justify-between text-ink-3 text-xs">
        <span>{shortDay(days[0]?.on ?? '', locale)}</span>
        <span>{words.today}</span>
      </p>
      {best === undefined ? null : (
        <p className="text-ink-2 text-sm">
          {fill(words.trendBest, { day: longDay(best.on, locale), amount: money(best.amount) })}
        </p>
      )}
      <details>
        <summary className="flex min-h-11 cursor-pointer items-center text-accent-text text-sm">
          {words.showTable}
        </summary>
        <table className="w-full text-sm">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className="text-ink-2">
              <th scope="col" className="py-1 text-left font-normal">
                {words.day}
              </th>
              <th scope="col" className="py-1 text-right font-normal">
                {words.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ on, amount }) => (
              <tr key={on} className="border-line border-t">
                <td className="py-1.5">{shortDay(on, locale)}</td>
                <td className="figures py-1.5 text-right">{money(amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
