import type { Metadata } from 'next'
import { longDay, shortDay } from '#components/portal/day-words.ts'
import { StripeButton } from '#components/portal/stripe-button.tsx'
import { requireSeller, sellerMay } from '#lib/access/seller-actor.ts'
import { readBank } from '#lib/portal/read-bank.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).bank }
}

export default async function BankPage() {
  const actor = await requireSeller()
  const { accounts, heldSince, requirements } = await readBank(actor)
  const { locale } = actor
  const words = wordsIn(locale)
  const wanted = requirements?.fields ?? []
  return (
    <>
      <h1 className="font-semibold text-xl">{words.bank}</h1>
      {heldSince === null ? null : (
        <p className="text-warn-ink">{fill(words.onHold, { day: longDay(heldSince, locale) })}</p>
      )}
      <section className="flex flex-col gap-2">
        <h2 className="font-medium text-lg">{words.wanted}</h2>
        {requirements === null ? <p>{words.notLoaded}</p> : null}
        {requirements !== null && !requirements.payoutsEnabled ? (
          <p className="text-bad-ink">{words.payoutsOff}</p>
        ) : null}
        {requirements?.payoutsEnabled && wanted.length === 0 ? <p>{words.allGood}</p> : null}
        <ul className="flex flex-col">
          {wanted.map(({ field, isOverdue }) => (
            <li key={field} className="flex justify-between gap-3 border-line border-t py-2">
              <span>{field.replaceAll(/[._]/g, ' ')}</span>
              <span className={isOverdue ? 'text-bad-ink' : 'text-ink-2'}>
                {isOverdue
                  ? words.wantedNow
                  : requirements?.dueAt
                    ? fill(words.wantedBy, { day: shortDay(requirements.dueAt.slice(0, 10), locale) })
                    : ''}
              </span>
            </li>
          ))}
        </ul>
        {sellerMay(actor, 'portal.bank') ? (
          <>
            <StripeButton label={words.toStripe} busy={words.entering} failed={words.noAnswer} />
            <p className="text-ink-2 text-sm">{words.toStripeLead}</p>
          </>
        ) : null}
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="font-medium text-lg">{words.bankAccounts}</h2>
        {accounts.length === 0 ? <p>{words.noBank}</p> : null}
        <ul>
          {accounts.map(({ last4, currency }) => (
            <li key={`${last4} ${currency}`} className="border-line border-t py-2">
              {fill(words.bankAccount, { last4, currency })}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
