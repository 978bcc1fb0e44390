import type { Metadata } from 'next'
import { EnterButton } from '#components/portal/enter-button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { portalLocale } from '#lib/access/seller-model.ts'
import { peekMagicLink } from '#lib/people/magic-link.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

export const metadata: Metadata = { title: 'Sign in', referrer: 'no-referrer' }

/** Opening the link uses nothing up: the button does, because mail scanners follow every link. */
export default async function EnterPage({ params }: PageProps<'/portal/enter/[token]'>) {
  const { token } = await params
  const person = await peekMagicLink(token)
  const locale = portalLocale(person?.locale ?? '')
  const words = wordsIn(locale)
  return (
    <main lang={locale} className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-4 py-10">
      {person === null ? (
        <>
          <h1 className="font-semibold text-2xl">{words.linkEnded}</h1>
          <ButtonLink href="/portal/sign-in">{words.askNewLink}</ButtonLink>
        </>
      ) : (
        <>
          <h1 className="font-semibold text-2xl">{words.enterTitle}</h1>
          <p className="text-ink-2">{fill(words.enterLead, { name: person.name })}</p>
          <EnterButton token={token} label={words.enter} busy={words.entering} failed={words.noAnswer} />
        </>
      )}
    </main>
  )
}
