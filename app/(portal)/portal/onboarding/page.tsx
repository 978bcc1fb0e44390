import type { Metadata } from 'next'
import { Steps } from '#components/portal/onboarding-steps.tsx'
import { requireSeller, sellerMay } from '#lib/access/seller-actor.ts'
import { lookAtStripe, readOwnOnboarding } from '#lib/onboarding/for-seller.ts'
import { wordsIn } from '#lib/onboarding/words-model.ts'
import { clock } from '#lib/platform/clock.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).title }
}

export default async function OnboardingPage({ searchParams }: PageProps<'/portal/onboarding'>) {
  const actor = await requireSeller()
  if ((await searchParams).back === 'stripe') await lookAtStripe(actor, clock.now())
  const own = await readOwnOnboarding(actor)
  const words = wordsIn(actor.locale)
  return (
    <>
      <header>
        <h1 className="font-semibold text-xl">{words.title}</h1>
        <p className="text-ink-2">{own === null ? words.none : words.lead}</p>
      </header>
      {own === null ? null : (
        <Steps
          own={own}
          locale={actor.locale}
          platform={actor.entity.name}
          mayOpenStripe={sellerMay(actor, 'portal.bank')}
          mayAgree={sellerMay(actor, 'portal.terms')}
        />
      )}
    </>
  )
}
