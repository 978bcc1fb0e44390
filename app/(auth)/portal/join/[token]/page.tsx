import type { Metadata } from 'next'
import { JoinButton } from '#components/onboarding/join-button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { peekInvitation } from '#lib/onboarding/accept-invite.ts'
import { fill, wordsIn } from '#lib/onboarding/words-model.ts'
import { wordsIn as portalWords } from '#lib/portal/words-model.ts'

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }

/** Opening the link uses nothing up: the button does, because mail scanners follow every link. */
export default async function JoinPage({ params }: PageProps<'/portal/join/[token]'>) {
  const { token } = await params
  const invitation = await peekInvitation(token)
  const locale = invitation?.locale ?? 'en'
  const words = wordsIn(locale)
  const { entering, noAnswer } = portalWords(locale)
  return (
    <main lang={locale} className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-4 py-10">
      {invitation === null ? (
        <>
          <h1 className="font-semibold text-2xl">{words.joinEnded}</h1>
          <ButtonLink href="/portal/sign-in">{words.joinSignIn}</ButtonLink>
        </>
      ) : (
        <>
          <h1 className="font-semibold text-2xl">{fill(words.joinTitle, { platform: invitation.platform })}</h1>
          <p className="text-ink-2">{fill(words.joinLead, { name: invitation.name })}</p>
          <JoinButton token={token} label={words.joinDo} busy={entering} failed={noAnswer} later={words.joinLater} />
        </>
      )}
    </main>
  )
}
