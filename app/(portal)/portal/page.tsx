import type { Metadata } from 'next'
import { EarnedToday } from '#components/portal/earned-today.tsx'
import { EarningsTrend } from '#components/portal/earnings-trend.tsx'
import { NextPayoutSentences } from '#components/portal/next-payout-sentences.tsx'
import { OnboardingNote } from '#components/portal/onboarding-note.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { readOwnOnboarding } from '#lib/onboarding/for-seller.ts'
import { clock } from '#lib/platform/clock.ts'
import { readEarnings } from '#lib/portal/read-earnings.ts'
import { readNextPayout } from '#lib/portal/read-next-payout.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).earnings }
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
