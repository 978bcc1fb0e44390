import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Explanation } from '#components/payouts/explanation.tsx'
import { shortDay } from '#components/portal/day-words.ts'
import { PayoutLines } from '#components/portal/payout-lines.tsx'
import { statusWord } from '#components/portal/status-word.ts'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { formatMoney } from '#lib/money/format.ts'
import { explainOwnPayout } from '#lib/portal/explain-own-payout.ts'
import { readPayoutLines } from '#lib/portal/read-payout-lines.ts'
import { readPayout } from '#lib/portal/read-payouts.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

const SHOWN = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).payout }
}

export default async function PayoutPage({ params }: PageProps<'/portal/payouts/[id]'>) {
  const actor = await requireSeller()
  const { id } = await params
  const payout = await readPayout(actor, id)
  if (payout === null) notFound()
  const [explanation, { lines, next }] = await Promise.all([
    explainOwnPayout(actor, id),
    readPayoutLines(actor, id, '', SHOWN),
  ])
  const { locale } = actor
  const words = wordsIn(locale)
  return (
    <>
      <header className="flex flex-col gap-1">
        <p className="text-ink-2 text-sm">
          {words.payout}, {statusWord(words, payout.status)}
        </p>
        <h1 className="figures font-semibold text-2xl">{formatMoney(payout.amount, { locale })}</h1>
        <p className="text-ink-2">
          {fill(payout.status === 'paid' ? words.arrived : words.arrives, { day: shortDay(payout.arrivalOn, locale) })}
          {payout.last4 === '' ? '' : ` · ${fill(words.toBank, { last4: payout.last4 })}`}
        </p>
        {payout.traceId === '' ? null : (
          <p className="text-ink-2 text-sm">
            {words.traceId} <span className="select-all font-mono">{payout.traceId}</span>
          </p>
        )}
      </header>
      {explanation === null ? null : <Explanation explanation={explanation} />}
      <p>
        <ButtonLink href={`/portal/ask?payout=${id}`} variant="primary">
          {words.whyLower}
        </ButtonLink>
      </p>
      {lines.length === 0 ? null : (
        <section className="flex flex-col gap-2 border-line border-t pt-4">
          <h2 className="font-medium text-lg">{words.lines}</h2>
          <PayoutLines lines={lines} locale={locale} />
          {next === null ? null : <p className="text-ink-2 text-sm">{words.linesMore}</p>}
          <p>
            <ButtonLink href={`/api/portal/payouts/${id}`} download>
              {words.download}
            </ButtonLink>
          </p>
        </section>
      )}
    </>
  )
}
