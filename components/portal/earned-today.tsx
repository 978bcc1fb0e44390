import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Earnings } from '#lib/portal/read-earnings.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

type EarnedTodayProps = { readonly today: Earnings['today']; readonly locale: PortalLocale }

/** What today brought so far. */
export function EarnedToday({ today, locale }: EarnedTodayProps) {
  const words = wordsIn(locale)
  return (
    <section aria-labelledby="today" className="flex flex-col gap-1 border-line border-t pt-4">
      <h2 id="today" className="text-ink-2 text-sm">
        {words.earnedToday}
      </h2>
      {today.length === 0 ? <p>{words.nothingToday}</p> : null}
      {today.map(({ amount, orders }) => (
        <p key={amount.currency} className="flex items-baseline gap-2">
          <span className="figures font-semibold text-2xl">{formatMoney(amount, { locale })}</span>
          <span className="text-ink-2">
            {orders === 1
              ? words.oneOrder
              : fill(words.orders, { count: new Intl.NumberFormat(locale).format(orders) })}
          </span>
        </p>
      ))}
    </section>
  )
}
