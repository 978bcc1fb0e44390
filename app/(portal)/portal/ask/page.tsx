import type { Metadata } from 'next'
import { AskPanel } from '#components/portal/ask-panel.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { answersInEnglish } from '#lib/portal/answers-in-english.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).ask }
}

export default async function AskPage({ searchParams }: PageProps<'/portal/ask'>) {
  const actor = await requireSeller('portal.ask')
  const { payout } = await searchParams
  const words = wordsIn(actor.locale)
  const id = typeof payout === 'string' && /^po_\w{1,60}$/.test(payout) ? payout : null
  return (
    <>
      <header>
        <h1 className="font-semibold text-xl">{words.ask}</h1>
        <p className="text-ink-2">{words.askLead}</p>
        {actor.locale !== 'en' && answersInEnglish() ? (
          <p className="pt-1 text-ink-2 text-sm">{words.askLanguage}</p>
        ) : null}
      </header>
      {actor.viewedBy === null ? (
        <AskPanel
          first={id === null ? '' : fill(words.whyPayout, { id })}
          locale={actor.locale}
          words={{
            question: words.yourQuestion,
            send: words.ask,
            thinking: words.thinking,
            drafted: words.drafted,
            handOver: words.handOver,
            handedOver: words.handedOver,
            failed: words.noAnswer,
          }}
        />
      ) : null}
    </>
  )
}
