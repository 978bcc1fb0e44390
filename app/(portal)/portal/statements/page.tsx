import type { Metadata } from 'next'
import { StatementList } from '#components/portal/statement-list.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { ownStatements } from '#lib/payouts/statements/for-seller.ts'
import { STATEMENT_WORDS } from '#lib/payouts/statements/statement-words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: STATEMENT_WORDS[(await requireSeller()).locale].list }
}

export default async function StatementsPage() {
  const actor = await requireSeller()
  const words = STATEMENT_WORDS[actor.locale]
  const statements = await ownStatements(actor)
  return (
    <>
      <header className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl">{words.list}</h1>
        <p className="text-ink-2 text-sm">{statements.length === 0 ? words.listNone : words.listLead}</p>
      </header>
      <StatementList statements={statements} locale={actor.locale} />
    </>
  )
}
