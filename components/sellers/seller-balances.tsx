import { MoneyText } from '#components/money/money-text.tsx'
import { Figure, Figures } from '#components/ui/figure.tsx'
import type { SellerBalance } from '#lib/settlements/read-seller-page.ts'

type SellerBalancesProps = { readonly balances: readonly SellerBalance[]; readonly sellerId: string }

/** What the platform owes the seller by the ledger, per currency; a negative one is owed by the seller. */
export function SellerBalances({ balances, sellerId }: SellerBalancesProps) {
  if (balances.length === 0) return null
  return (
    <Figures>
      {balances.map(({ owed, settlementCount }) => (
        <Figure
          key={owed.currency}
          label="Owed to the seller"
          value={<MoneyText amount={owed} />}
          note={`${settlementCount} settlements in ${owed.currency}`}
          href={`/settlements?seller=${sellerId}&currency=${owed.currency}`}
        />
      ))}
    </Figures>
  )
}
