import type { Metadata } from 'next'
import Link from 'next/link'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { formatMoney } from '#lib/money/format.ts'
import { ownStatements } from '#lib/payouts/statements/for-seller.ts'
import { showCode } from '#lib/payouts/statements/statement-model.ts'
import { monthName, STATEMENT_WORDS } from '#lib/payouts/statements/statement-words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: STATEMENT_WORDS[(await requireSeller()).locale].list }
}

export default async function StatementsPage() {
  const actor = await requireSeller()
  const words = STATEMENT_WORDS[actor.locale]
  const statements = await ownStatements(actor)
  const link = 'inline-flex min-h-11 items-center rounded-sm text-accent-text underline underline-offset-3'
  return (
    <>
      <header className="flex flex-col gap-1">
        <h1 className="font-semibold text-xl">{words.list}</h1>
        <p className="text-ink-2 text-sm">{statements.length === 0 ? words.listNone : words.listLead}</p>
      </header>
      <ul className="flex flex-col">
        {statements.map(({ id, month, closing, code }) => {
          const name = `${monthName(actor.locale, month)}, ${closing.currency}`
          return (
            <li key={id} className="flex flex-col gap-1 border-line border-t py-3">
              <h2 className="font-medium">
                <Link prefetch={false} className={link} href={`/portal/statements/${id}`}>
                  {name}
                </Link>
              </h2>
              <p className="flex justify-between gap-3 text-sm">
                <span className="text-ink-2">{words.closing}</span>
                <span className="figures whitespace-nowrap">{formatMoney(closing, { locale: actor.locale })}</span>
              </p>
              <p className="flex flex-wrap items-center justify-between gap-x-3 text-sm">
                <span className="figures text-ink-3 text-xs">{showCode(code)}</span>
                <span className="flex gap-4">
                  <a className={link} href={`/api/portal/statements/${id}`} download aria-label={`PDF: ${name}`}>
                    PDF
                  </a>
                  <a
                    className={link}
                    href={`/api/portal/statements/${id}?format=csv`}
                    download
                    aria-label={`CSV: ${name}`}
                  >
                    CSV
                  </a>
                </span>
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}
