import type { Route } from 'next'
import Link from 'next/link'
import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { PortalPayout } from '#lib/portal/read-payouts.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'
import { shortDay } from './day-words.ts'
import { statusWord } from './status-word.ts'

type PayoutListProps = { readonly payouts: readonly PortalPayout[]; readonly locale: PortalLocale }

/** A payout a line: when, how much, how far. */
export function PayoutList({ payouts, locale }: PayoutListProps) {
  const words = wordsIn(locale)
  return (
    <ul className="flex flex-col border-line border-t">
      {payouts.map(({ id, amount, status, arrivalOn }) => (
        <li key={id} className="border-line border-b">
          <Link
            prefetch={false}
            href={`/portal/payouts/${id}` as Route}
            className="flex min-h-14 items-center justify-between gap-3 py-2"
          >
            <span className="flex min-w-0 flex-col">
              <span className="inline-block first-letter:uppercase">{statusWord(words, status)}</span>
              <span className="text-ink-3 text-sm">
                {fill(status === 'paid' ? words.arrived : words.arrives, { day: shortDay(arrivalOn, locale) })}
              </span>
            </span>
            <span className="figures whitespace-nowrap font-medium text-base">{formatMoney(amount, { locale })}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
