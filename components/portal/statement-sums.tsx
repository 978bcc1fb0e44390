import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { StatementRow } from '#lib/payouts/statements/read-statements.ts'
import { STATEMENT_WORDS } from '#lib/payouts/statements/statement-words-model.ts'

type StatementSumsProps = {
  readonly found: Pick<StatementRow, 'opening' | 'closing' | 'sums'>
  readonly locale: PortalLocale
}

/** From what was owed at the beginning of a month to what is owed at its end. */
export function StatementSums({ found, locale }: StatementSumsProps) {
  const words = STATEMENT_WORDS[locale]
  const row = (label: string, amount: WireMoney, isEnd: boolean) => (
    <div
      key={label}
      className={`flex items-baseline justify-between gap-3 border-line border-b py-2 ${isEnd ? 'font-medium' : ''}`}
    >
      <dt className={isEnd ? '' : 'text-ink-2'}>{label}</dt>
      <dd className="figures whitespace-nowrap">{formatMoney(amount, { locale })}</dd>
    </div>
  )
  return (
    <div className="flex flex-col gap-2">
      <dl className="flex flex-col">
        {row(words.opening, found.opening, true)}
        {found.sums.map(({ key, amount }) => row(words[`sum.${key}`], amount, false))}
        {row(words.closing, found.closing, true)}
      </dl>
      <p className="text-ink-3 text-sm">{words.closingNote}</p>
    </div>
  )
}
