import type { Route } from 'next'
import Link from 'next/link'
import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { StatementRow } from '#lib/payouts/statements/read-statements.ts'
import { showCode } from '#lib/payouts/statements/statement-model.ts'
import { monthName } from '#lib/payouts/statements/statement-words-model.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

type FeeDocumentsProps = { readonly statements: readonly StatementRow[]; readonly locale: PortalLocale }

/** A document per month of fees: the issued statement, which has a number of its own and never changes. */
export function FeeDocuments({ statements, locale }: FeeDocumentsProps) {
  const words = wordsIn(locale)
  const charged = statements.flatMap(({ id, month, code, sums }) => {
    const fees = sums.find(({ key }) => key === 'fees')
    return fees === undefined ? [] : [{ id, month, code, fees: fees.amount }]
  })
  if (charged.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-medium text-lg">{words.feeDocuments}</h2>
      <p className="text-ink-2 text-sm">{words.feeDocumentsLead}</p>
      <ul className="flex flex-col">
        {charged.map(({ id, month, code, fees }) => (
          <li key={id} className="border-line border-t">
            <Link
              prefetch={false}
              href={`/portal/statements/${id}` as Route}
              className="flex min-h-14 items-center justify-between gap-3 py-2"
            >
              <span className="flex min-w-0 flex-col">
                <span className="text-accent-text">{monthName(locale, month)}</span>
                <span className="figures text-ink-3 text-xs">{showCode(code)}</span>
              </span>
              <span className="figures whitespace-nowrap">{formatMoney(fees, { locale })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
