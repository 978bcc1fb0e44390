import type { Metadata } from 'next'
import { EarnedToday } from '#components/portal/earned-today.tsx'
import { EarningsTrend } from '#components/portal/earnings-trend.tsx'
import { NextPayoutSentences } from '#components/portal/next-payout-sentences.tsx'
import { OnboardingNote } from '#components/portal/onboarding-note.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { readOwnOnboarding } from '#lib/onboarding/for-seller.ts'
import { clock } from '#lib/platform/clock.ts'
import { ownSeller } from '#lib/portal/own-seller.ts'
import { readEarnings } from '#lib/portal/read-earnings.ts'
import { readNextPayout } from '#lib/portal/read-next-payout.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  const actor = await requireSeller()
  // The layout's own page: its template is for the pages below it.
  return { title: { absolute: `${wordsIn(actor.locale).earnings} · ${(await ownSeller(actor)).name}` } }
}

export default async function EarningsPage() {
  const actor = await requireSeller()
  const at = clock.now()
  const [earnings, next, own] = await Promise.all([
    readEarnings(actor, at),
    readNextPayout(actor, at),
    readOwnOnboarding(actor),
  ])
  return (
    <>
      {own === null || own.state === 'live' ? null : <OnboardingNote locale={actor.locale} />}
      <NextPayoutSentences {...next} locale={actor.locale} />
      <EarnedToday today={earnings.today} locale={actor.locale} />
      <EarningsTrend days={earnings.days} total={earnings.total} locale={actor.locale} />
    </>
  )
}
