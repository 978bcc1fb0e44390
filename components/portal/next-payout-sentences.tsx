import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Upcoming } from '#lib/portal/read-next-payout.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'
import { longDay } from './day-words.ts'

type NextPayoutSentencesProps = Upcoming & { readonly locale: PortalLocale }

const SENTENCE = { sent: 'onItsWay', expected: 'shouldArrive', by_hand: 'canBePaid' } as const

/** What comes next, each in one sentence; of what is not sent yet, what makes it up and what could change it. */
export function NextPayoutSentences({ payouts, owed, locale }: NextPayoutSentencesProps) {
  const words = wordsIn(locale)
  const money = (amount: WireMoney) => formatMoney(amount, { locale })
  return (
    <section aria-labelledby="next-payout" className="flex flex-col gap-3">
      <h1 id="next-payout" className="text-ink-2 text-sm">
        {words.nextPayout}
      </h1>
      {payouts.length === 0 && owed.length === 0 ? <p className="text-lg">{words.nothingWaits}</p> : null}
      {payouts.map(({ state, amount, arrivesOn, parts, risks }, index) => (
        <div key={`${state} ${amount.currency} ${arrivesOn} ${amount.minor}`} className="flex flex-col gap-2">
          <p className={index === 0 ? 'font-medium text-xl' : 'text-ink-2'}>
            {fill(words[SENTENCE[state]], {
              amount: money(amount),
              day: arrivesOn === null ? '' : longDay(arrivesOn, locale),
            })}
          </p>
          {parts.length === 0 && risks.length === 0 ? null : (
            <details>
              <summary className="flex min-h-11 cursor-pointer items-center text-accent-text text-sm">
                {words.whatMakesIt}
              </summary>
              <dl className="flex flex-col text-sm">
                {parts.map((part) => (
                  <div key={part.kind} className="flex justify-between gap-3 border-line border-t py-2">
                    <dt>{words[`part_${part.kind}`]}</dt>
                    <dd className="figures whitespace-nowrap">{money(part.amount)}</dd>
                  </div>
                ))}
              </dl>
              <p className="pt-2 text-ink-2 text-sm">{words.whatCouldChange}</p>
              <ul className="list-disc pl-5 text-ink-2 text-sm">
                {risks.map((risk) => (
                  <li key={risk.kind}>
                    {fill(words[`risk_${risk.kind}`], { amount: risk.amount === null ? '' : money(risk.amount) })}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      ))}
      {owed.map((amount) => (
        <p key={amount.currency} className={payouts.length === 0 ? 'font-medium text-xl' : 'text-ink-2'}>
          {fill(words.owesBalance, { amount: money(amount) })}
        </p>
      ))}
    </section>
  )
}
