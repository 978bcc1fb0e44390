import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import { type OwnTerms, ruleInWords } from '#lib/portal/fee-model.ts'
import type { FeeLine } from '#lib/portal/read-fees.ts'
import { fill, wordsIn } from '#lib/portal/words-model.ts'

type FeeLinesProps = {
  readonly lines: readonly FeeLine[]
  readonly terms: OwnTerms | null
  readonly locale: PortalLocale
}

/** The latest fees, each with the rule it came of. */
export function FeeLines({ lines, terms, locale }: FeeLinesProps) {
  const words = wordsIn(locale)
  const rules = new Map(terms?.rules.map((rule) => [rule.id, rule]))
  const why = ({ ruleId }: FeeLine) => {
    if (ruleId === '' || terms === null) return words.noCommission
    const rule = rules.get(ruleId)
    return rule === undefined ? words.earlierRate : ruleInWords(rule, terms.commissionBase, locale)
  }
  return (
    <ul className="flex flex-col">
      {lines.map((line) => (
        <li key={line.number} className="flex flex-col gap-0.5 border-line border-t py-2">
          <span className="flex justify-between gap-3">
            <bdi className="min-w-0 truncate">{line.description === '' ? line.order : line.description}</bdi>
            <span className="figures whitespace-nowrap">
              {fill(words.commissionOf, {
                commission: formatMoney(line.commission, { locale, withCurrency: false }),
                gross: formatMoney(line.gross, { locale }),
              })}
            </span>
          </span>
          <span className="text-ink-3 text-sm">
            {why(line)}
            {BigInt(line.paymentFee.minor) === 0n
              ? ''
              : ` · ${fill(words.paymentFee, { amount: formatMoney(line.paymentFee, { locale }) })}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
