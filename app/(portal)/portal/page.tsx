import type { Metadata } from 'next'
import { EarnedToday } from '#components/portal/earned-today.tsx'
import { EarningsTrend } from '#components/portal/earnings-trend.tsx'
import { NextPayoutSentences } from '#components/portal/next-payout-sentences.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
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
  const [earnings, next] = await Promise.all([readEarnings(actor, at), readNextPayout(actor, at)])
  return (
    <>
      <NextPayoutSentences {...next} locale={actor.locale} />
      <EarnedToday today={earnings.today} locale={actor.locale} />
      <EarningsTrend days={earnings.days} total={earnings.total} locale={actor.locale} />
    </>
  )
}
