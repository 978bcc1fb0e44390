import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'

type MoneyCellProps = {
  /** Null where no amount exists (yet): a dash, never a zero. */
  readonly amount: WireMoney | null
  readonly locale?: string | undefined
  /** A computed amount that counts less than the one beside it: a fee, a share. */
  readonly muted?: boolean
}

/** An amount in a column: figures aligned right, currency in a column of its own width behind them. */
export function MoneyCell({ amount, locale, muted = false }: MoneyCellProps) {
  if (amount === null) return <span className="block text-right text-ink-3">–</span>
  const text = formatMoney(amount, { ...(locale ? { locale } : {}), withCurrency: false })
  return (
    <span className={`figures block whitespace-nowrap text-right ${muted ? 'text-ink-2' : ''}`}>
      {text} <span className="inline-block w-8 text-left text-ink-3 text-xs">{amount.currency}</span>
    </span>
  )
}
