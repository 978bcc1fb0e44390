import type { Metadata } from 'next'
import { shortDay } from '#components/portal/day-words.ts'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { readMessages } from '#lib/portal/read-messages.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).messages }
}

export default async function MessagesPage() {
  const actor = await requireSeller()
  const messages = await readMessages(actor)
  const words = wordsIn(actor.locale)
  return (
    <>
      <header>
        <h1 className="font-semibold text-xl">{words.messages}</h1>
        <p className="text-ink-2">{messages.length === 0 ? words.noMessages : words.messagesLead}</p>
      </header>
      <ul className="flex flex-col">
        {messages.map(({ id, subject, body, on }) => (
          <li key={id} className="border-line border-t">
            <details>
              <summary className="flex min-h-14 cursor-pointer items-center justify-between gap-3">
                <bdi className="min-w-0">{subject}</bdi>
                <span className="whitespace-nowrap text-ink-3 text-sm">{shortDay(on, actor.locale)}</span>
              </summary>
              <p className="whitespace-pre-wrap break-words pb-4">{body}</p>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}
