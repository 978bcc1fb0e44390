import { MoneyText } from '#components/money/money-text.tsx'
import { Figure, Figures } from '#components/ui/figure.tsx'
import type { SellerBalance } from '#lib/settlements/seller-money.ts'

type SellerBalancesProps = { readonly balances: readonly SellerBalance[]; readonly sellerId: string }

/** Where the seller's money stands, per currency: owed, on its way, paused, waiting for its day. */
export function SellerBalances({ balances, sellerId }: SellerBalancesProps) {
  return balances.map(({ owed, proposed, paused, held, nextDueOn, settlementCount }) => {
    const { currency } = owed
    const isNegative = owed.minor.startsWith('-')
    const list = `/settlements?seller=${sellerId}&currency=${currency}`
    return (
      <Figures key={currency}>
        <Figure
          label={isNegative ? 'Owed by the seller' : 'Owed to the seller'}
          value={<MoneyText amount={isNegative ? { ...owed, minor: owed.minor.slice(1) } : owed} />}
          note={isNegative ? 'Carried into the next settlements' : `${settlementCount} settlements in ${currency}`}
          href={list}
          {...(isNegative ? { tone: 'warn' as const } : {})}
        />
        <Figure
          label="Proposed"
          value={<MoneyText amount={proposed} />}
          note="Not transferred yet"
          href={`${list}&state=proposed`}
        />
        <Figure
          label="Paused"
          value={<MoneyText amount={paused} />}
          note="Reasons under Money"
          href={`${list}&state=paused`}
        />
        <Figure
          label="Waits by contract"
          value={<MoneyText amount={held} />}
          note={nextDueOn === null ? 'Nothing waits for its day' : `More is due on ${nextDueOn}`}
        />
      </Figures>
    )
  })
}
