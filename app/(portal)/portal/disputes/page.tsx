import type { Metadata } from 'next'
import { SellerUpload } from '#components/disputes/seller-upload.tsx'
import { longDay } from '#components/portal/day-words.ts'
import { requireSeller, sellerMay } from '#lib/access/seller-actor.ts'
import { listOwnCases, type SellerCase } from '#lib/disputes/for-seller.ts'
import { reasonIn, type SellerWords, sellerWordsIn } from '#lib/disputes/seller-words-model.ts'
import { isAnswerable } from '#lib/disputes/status-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import { clock } from '#lib/platform/clock.ts'
import { fill } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: sellerWordsIn((await requireSeller()).locale).disputes }
}

export default async function SellerDisputesPage() {
  const actor = await requireSeller()
  const cases = await listOwnCases(actor, clock.now())
  const words = sellerWordsIn(actor.locale)
  const mayAdd = sellerMay(actor, 'portal.evidence')
  return (
    <>
      <header>
        <h1 className="font-semibold text-xl">{words.disputes}</h1>
        <p className="text-ink-2">{cases.length === 0 ? words.none : words.lead}</p>
      </header>
      <ul className="flex flex-col">
        {cases.map((one) => (
          <li key={one.id} className="flex flex-col gap-2 border-line border-t py-4">
            <p className="font-medium text-lg">
              {formatMoney({ minor: one.amountMinor, currency: one.currency }, { locale: actor.locale })}
            </p>
            <p>{reasonIn(words, one.reason)}</p>
            <p className={isWaiting(one) ? 'font-medium text-warn-ink' : 'text-ink-2'}>
              {standingOf(words, one, one.dueOn === null ? '' : longDay(one.dueOn, actor.locale))}
            </p>
            {one.files.length === 0 ? null : (
              <ul className="text-ink-2 text-sm">
                {one.files.map(({ id, name }) => (
                  <li key={id}>
                    <bdi>{name}</bdi>
                  </li>
                ))}
              </ul>
            )}
            {mayAdd && isWaiting(one) ? <SellerUpload disputeId={one.id} words={words} /> : null}
          </li>
        ))}
      </ul>
    </>
  )
}

const isWaiting = ({ status, isOver }: SellerCase): boolean => isAnswerable(status) && !isOver

function standingOf(words: SellerWords, { status, isOver }: SellerCase, day: string): string {
  if (isAnswerable(status)) return isOver || day === '' ? words.over : fill(words.until, { day })
  if (status.endsWith('under_review')) return words.under_review
  if (status === 'won' || status === 'lost') return words[status]
  return words.closed
}
