import type { Metadata } from 'next'
import { PayoutList } from '#components/portal/payout-list.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { readPayouts } from '#lib/portal/read-payouts.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).payouts }
}

export default async function PayoutsPage({ searchParams }: PageProps<'/portal/payouts'>) {
  const actor = await requireSeller()
  const { after } = await searchParams
  const key = typeof after === 'string' ? after : null
  const { payouts, next } = await readPayouts(actor, key)
  const words = wordsIn(actor.locale)
  return (
    <>
      <header>
        <h1 className="font-semibold text-xl">{words.payouts}</h1>
        <p className="text-ink-2">{payouts.length === 0 && key === null ? words.noPayouts : words.payoutsLead}</p>
      </header>
      <PayoutList payouts={payouts} locale={actor.locale} />
      <nav className="flex justify-between gap-3" aria-label={words.payoutsLead}>
        {key === null ? <span /> : <ButtonLink href="/portal/payouts">{words.newest}</ButtonLink>}
        {next === null ? null : <ButtonLink href={`/portal/payouts?after=${next}`}>{words.older}</ButtonLink>}
      </nav>
    </>
  )
}
