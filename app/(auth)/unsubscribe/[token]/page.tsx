import type { Metadata } from 'next'
import { StopForm } from '#components/messages/stop-form.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { categoryName } from '#lib/messages/templates/categories-model.ts'
import { mailWords } from '#lib/messages/templates/words-model.ts'
import { peekStop } from '#lib/messages/unsubscribe/unsubscribe.ts'

export const metadata: Metadata = { title: 'Unsubscribe', referrer: 'no-referrer', robots: { index: false } }

/** Opening the link changes nothing: the button does, because mail scanners follow every link. */
export default async function UnsubscribePage({ params }: PageProps<'/unsubscribe/[token]'>) {
  const token = decodeURIComponent((await params).token)
  const found = await peekStop(token)
  const locale = found?.locale ?? 'en'
  const words = mailWords(locale)
  return (
    <main lang={locale} className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-4 py-10">
      {found === null ? (
        <>
          <h1 className="font-semibold text-2xl">{words.stopBroken}</h1>
          <p className="text-ink-2">{words.stopBrokenLead}</p>
          <ButtonLink href="/portal/sign-in">{words.inviteButton}</ButtonLink>
        </>
      ) : (
        <>
          <h1 className="font-semibold text-2xl">{found.isStopped ? words.stopDone : words.stopTitle}</h1>
          <p className="break-words text-ink-2">{words.stopLead(categoryName(found.category, locale), found.shown)}</p>
          <StopForm
            token={token}
            isStopped={found.isStopped}
            label={found.isStopped ? words.resumeButton : words.stopButton}
          />
          <p className="text-ink-3 text-sm">{words.stopAlways}</p>
        </>
      )}
    </main>
  )
}
