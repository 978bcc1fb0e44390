import type { Metadata } from 'next'
import { FeeDocuments } from '#components/portal/fee-documents.tsx'
import { FeeLines } from '#components/portal/fee-lines.tsx'
import { FeeSums } from '#components/portal/fee-sums.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { ownStatements } from '#lib/payouts/statements/for-seller.ts'
import { clock } from '#lib/platform/clock.ts'
import { conditionsInWords, ruleInWords } from '#lib/portal/fee-model.ts'
import { readFees } from '#lib/portal/read-fees.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).fees }
}

export default async function FeesPage() {
  const actor = await requireSeller()
  const [{ sums, terms, lines }, statements] = await Promise.all([readFees(actor, clock.now()), ownStatements(actor)])
  const { locale } = actor
  const words = wordsIn(locale)
  return (
    <>
      <header>
        <h1 className="font-semibold text-xl">{words.fees}</h1>
        <p className="text-ink-2">{words.feesLead}</p>
      </header>
      <section className="flex flex-col gap-2">
        <h2 className="font-medium text-lg">{words.contract}</h2>
        {terms === null ? (
          <p>{words.noContract}</p>
        ) : (
          <>
            <p className="text-ink-2 text-sm">
              {fill(words.contractOf, { name: terms.name, version: String(terms.version) })}
            </p>
            <ul className="flex list-disc flex-col gap-1 pl-5">
              {terms.rules.map((rule) => (
                <li key={rule.id}>{ruleInWords(rule, terms.commissionBase, locale)}</li>
              ))}
              {conditionsInWords(terms, locale).map((sentence) => (
                <li key={sentence} className="text-ink-2">
                  {sentence}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {sums.length === 0 ? null : (
        <section className="flex flex-col gap-2">
          <h2 className="font-medium text-lg">{words.feesOfMonth}</h2>
          {sums.map((sum) => (
            <FeeSums key={sum.sold.currency} sums={sum} locale={locale} />
          ))}
        </section>
      )}
      <FeeDocuments statements={statements} locale={locale} />
      {lines.length === 0 ? null : (
        <section className="flex flex-col gap-2">
          <h2 className="font-medium text-lg">{words.latestFees}</h2>
          <FeeLines lines={lines} terms={terms} locale={locale} />
        </section>
      )}
    </>
  )
}
