import type { Route } from 'next'
import Link from 'next/link'
import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { StatementRow } from '#lib/payouts/statements/read-statements.ts'
import { showCode } from '#lib/payouts/statements/statement-model.ts'
import { monthName, STATEMENT_WORDS } from '#lib/payouts/statements/statement-words-model.ts'

const LINK = 'inline-flex min-h-11 items-center rounded-sm text-accent-text underline underline-offset-3'

type StatementListProps = { readonly statements: readonly StatementRow[]; readonly locale: PortalLocale }

/** A month a line, with its page and its files. */
export function StatementList({ statements, locale }: StatementListProps) {
  const words = STATEMENT_WORDS[locale]
  return (
    <ul className="flex flex-col">
      {statements.map(({ id, month, closing, code }) => {
        const name = `${monthName(locale, month)}, ${closing.currency}`
        return (
          <li key={id} className="flex flex-col gap-1 border-line border-t py-3">
            <h2 className="font-medium">
              <Link prefetch={false} className={LINK} href={`/portal/statements/${id}` as Route}>
                {name}
              </Link>
            </h2>
            <p className="flex justify-between gap-3 text-sm">
              <span className="text-ink-2">{words.closing}</span>
              <span className="figures whitespace-nowrap">{formatMoney(closing, { locale: locale })}</span>
            </p>
            <p className="flex flex-wrap items-center justify-between gap-x-3 text-sm">
              <span className="figures text-ink-3 text-xs">{showCode(code)}</span>
              <span className="flex gap-4">
                <a className={LINK} href={`/api/portal/statements/${id}`} download aria-label={`PDF: ${name}`}>
                  PDF
                </a>
                <a
                  className={LINK}
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
  )
}
