import type { Metadata } from 'next'
import { createLoader, parseAsString } from 'nuqs/server'
import { shortDay } from '#components/portal/day-words.ts'
import { MailChoices } from '#components/portal/mail-choices.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { sellerHolds } from '#lib/access/seller-model.ts'
import { readMailChoices } from '#lib/portal/mail-choices.ts'
import { readMessages } from '#lib/portal/read-messages.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).messages }
}

const loadQuery = createLoader({ after: parseAsString })

export default async function MessagesPage({ searchParams }: PageProps<'/portal/messages'>) {
  const actor = await requireSeller()
  const { after } = await loadQuery(searchParams)
  const [{ rows: messages, nextCursor }, mail] = await Promise.all([readMessages(actor, after), readMailChoices(actor)])
  const words = wordsIn(actor.locale)
  return (
    <>
      <header>
        <h1 className="font-semibold text-xl">{words.messages}</h1>
        <p className="text-ink-2">{messages.length === 0 ? words.noMessages : words.messagesLead}</p>
      </header>
      <ul className="flex flex-col">
        {messages.map(({ id, subject, body, on, state }) => (
          <li key={id} className="border-line border-t">
            <details>
              <summary className="flex min-h-14 cursor-pointer items-center justify-between gap-3">
                <bdi className="min-w-0">{subject}</bdi>
                <span className="whitespace-nowrap text-right text-ink-3 text-sm">
                  {shortDay(on, actor.locale)}
                  <br />
                  {words[`message_${state}`]}
                </span>
              </summary>
              <p className="whitespace-pre-wrap break-words pb-4">{body}</p>
            </details>
          </li>
        ))}
      </ul>
      <nav aria-label={words.messages} className="flex gap-4">
        {after === null ? null : <TextLink href="/portal/messages">{words.newestMessages}</TextLink>}
        {nextCursor === null ? null : (
          <TextLink href={`/portal/messages?after=${encodeURIComponent(nextCursor)}`}>{words.olderMessages}</TextLink>
        )}
      </nav>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-lg">{words.mailChoices}</h2>
        <p className="break-words text-ink-2">
          {mail.address === '' ? words.noMailAddress : fill(words.mailChoicesLead, { address: mail.address })}
        </p>
        {mail.address === '' ? null : (
          <MailChoices
            choices={mail.choices}
            words={words}
            mayChoose={actor.viewedBy === null && sellerHolds(actor.role, 'portal.mail')}
          />
        )}
      </section>
    </>
  )
}
