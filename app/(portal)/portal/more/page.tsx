import type { Metadata } from 'next'
import { LanguageChoice } from '#components/portal/language-choice.tsx'
import { MoreList } from '#components/portal/more-list.tsx'
import { PasswordForm } from '#components/portal/password-form.tsx'
import { SignOutButton } from '#components/portal/sign-out-button.tsx'
import { requireSeller, sellerMay } from '#lib/access/seller-actor.ts'
import { hasPortalPassword } from '#lib/portal/own-password.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).more }
}

export default async function MorePage() {
  const actor = await requireSeller()
  const words = wordsIn(actor.locale)
  return (
    <>
      <h1 className="font-semibold text-xl">{words.more}</h1>
      <MoreList words={words} />
      {sellerMay(actor, 'portal.self') ? (
        <>
          <LanguageChoice label={words.language} locale={actor.locale} failed={words.noAnswer} />
          <PasswordForm
            hasPassword={await hasPortalPassword(actor)}
            words={{
              title: words.passwordTitle,
              hint: words.passwordHint,
              current: words.passwordNow,
              fresh: words.passwordNew,
              save: words.save,
              saving: words.entering,
              failed: words.noAnswer,
            }}
          />
          <p className="text-ink-2 text-sm">
            {actor.name} · {actor.email}
          </p>
          <SignOutButton label={words.signOut} />
        </>
      ) : null}
    </>
  )
}
