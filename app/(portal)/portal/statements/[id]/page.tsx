import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StatementLines } from '#components/portal/statement-lines.tsx'
import { StatementSums } from '#components/portal/statement-sums.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { ownStatement } from '#lib/payouts/statements/for-seller.ts'
import { showCode } from '#lib/payouts/statements/statement-model.ts'
import { monthName, STATEMENT_WORDS } from '#lib/payouts/statements/statement-words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: STATEMENT_WORDS[(await requireSeller()).locale].title }
}

export default async function StatementPage({ params }: PageProps<'/portal/statements/[id]'>) {
  const actor = await requireSeller()
  const found = await ownStatement(actor, (await params).id)
  if (found === null) notFound()
  const { locale } = actor
  const words = STATEMENT_WORDS[locale]
  const { id, month, closing, code, statement } = found
  return (
    <>
      <header className="flex flex-col gap-1">
        <p className="text-ink-2 text-sm">{words.title}</p>
        <h1 className="font-semibold text-xl">{`${monthName(locale, month)}, ${closing.currency}`}</h1>
      </header>
      <StatementSums found={found} locale={locale} />
      <p className="flex flex-wrap gap-3">
        <ButtonLink href={`/api/portal/statements/${id}`} download>
          PDF
        </ButtonLink>
        <ButtonLink href={`/api/portal/statements/${id}?format=csv`} download>
          CSV
        </ButtonLink>
      </p>
      <p className="text-ink-2 text-sm">
        {words.code} <span className="select-all font-mono">{showCode(code)}</span>. {words.check}
      </p>
      <StatementLines statement={statement} locale={locale} />
    </>
  )
}
