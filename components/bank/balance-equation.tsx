import { MoneyText } from '#components/money/money-text.tsx'
import type { WireMoney } from '#lib/money/money.ts'

type BalanceEquationProps = {
  readonly opening: WireMoney | null
  readonly sum: WireMoney | null
  readonly closing: WireMoney | null
}

/** Opening and lines are closing: proved while the file was read, or the file says no balances. */
export function BalanceEquation({ opening, sum, closing }: BalanceEquationProps) {
  if (opening === null || closing === null || sum === null)
    return (
      <p className="text-ink-2 text-sm">
        The file says no balances, so nothing proves that no line of it is missing. A column with the balance would.
      </p>
    )
  return (
    <p className="figures text-sm">
      <MoneyText amount={opening} /> opening + <MoneyText amount={sum} /> lines = <MoneyText amount={closing} /> closing
    </p>
  )
}
