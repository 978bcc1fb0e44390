import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'

type MoneyTextProps = {
  readonly amount: WireMoney
  readonly locale?: string | undefined
  /** Off only where the currency stands right beside it. */
  readonly withCurrency?: boolean
}

/** An amount in running text: exact, currency behind it, never broken across lines. */
export function MoneyText({ amount, locale, withCurrency = true }: MoneyTextProps) {
  const text = formatMoney(amount, { ...(locale ? { locale } : {}), withCurrency })
  return <span className="figures whitespace-nowrap">{text}</span>
}
