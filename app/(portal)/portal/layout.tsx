import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { BottomNavigation } from '#components/portal/bottom-navigation.tsx'
import { BOTTOM } from '#components/portal/places-model.ts'
import { ViewingBanner } from '#components/portal/viewing-banner.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { ownSeller } from '#lib/portal/own-seller.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  const actor = await requireSeller()
  const { name } = await ownSeller(actor)
  return { title: { default: name, template: `%s · ${name}` }, description: wordsIn(actor.locale).signInLead }
}

export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireSeller()
  const words = wordsIn(actor.locale)
  const { name } = await ownSeller(actor)
  return (
    <div lang={actor.locale} className="min-h-dvh bg-surface pb-20">
      {actor.viewedBy === null ? null : (
        <ViewingBanner
          sentence={fill(words.lookingAs, { name: actor.viewedBy, seller: name })}
          end={words.endLooking}
          failed={words.noAnswer}
        />
      )}
      <header className="mx-auto flex min-h-14 max-w-2xl items-center justify-between gap-3 px-4">
        <p className="min-w-0 truncate font-semibold text-base">
          <bdi>{name}</bdi>
        </p>
        <p className="truncate text-ink-3 text-sm">{actor.entity.name}</p>
      </header>
      <main className="mx-auto flex max-w-2xl flex-col gap-6 px-4 pb-6">{children}</main>
      <BottomNavigation
        label={words.places}
        places={BOTTOM.map(({ href, word, icon }) => ({ href, name: words[word], icon }))}
      />
    </div>
  )
}
