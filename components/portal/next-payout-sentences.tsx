import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { NextPayout } from '#lib/portal/read-next-payout.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'
import { longDay } from './day-words.ts'

type NextPayoutSentencesProps = { readonly payouts: readonly NextPayout[]; readonly locale: PortalLocale }

const SENTENCE = { sent: 'onItsWay', waiting: 'becomesAvailable', ready: 'canBePaid', owed: 'owesBalance' } as const

/** What comes next, each in one sentence. */
export function NextPayoutSentences({ payouts, locale }: NextPayoutSentencesProps) {
  const words = wordsIn(locale)
  return (
    <section aria-labelledby="next-payout" className="flex flex-col gap-2">
      <h1 id="next-payout" className="text-ink-2 text-sm">
        {words.nextPayout}
      </h1>
      {payouts.length === 0 ? <p className="text-lg">{words.nothingWaits}</p> : null}
      {payouts.map(({ kind, amount, on }, index) => (
        <p
          key={`${kind} ${amount.currency} ${on} ${amount.minor}`}
          className={index === 0 ? 'font-medium text-xl' : 'text-ink-2'}
        >
          {fill(words[SENTENCE[kind]], {
            amount: formatMoney(amount, { locale }),
            day: on === null ? '' : longDay(on, locale),
          })}
        </p>
      ))}
    </section>
  )
}
