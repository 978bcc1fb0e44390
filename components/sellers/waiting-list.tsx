import { MoneyText } from '#components/money/money-text.tsx'
import { Facts } from '#components/ui/facts.tsx'
import type { Waiting } from '#lib/settlements/seller-money.ts'

/** Why the seller's money waits: the reason, who can lift it, and what the seller must do. */
export function WaitingList({ waiting }: { readonly waiting: readonly Waiting[] }) {
  if (waiting.length === 0) return <p className="text-ink-2">Nothing waits.</p>
  return (
    <ul className="flex flex-col gap-3">
      {waiting.map(({ reason, amount, settlementCount, whoLifts, sellerMust }) => (
        <li key={`${reason}${amount.currency}`} className="rounded-md border border-line bg-surface-raised px-4 py-3">
          <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-medium">{reason}</span>
            <span className="figures shrink-0">
              <MoneyText amount={amount} />
            </span>
          </div>
          <Facts
            facts={[
              { label: 'Settlements', value: settlementCount.toString() },
              { label: 'Who can lift it', value: whoLifts },
              { label: 'The seller must', value: sellerMust },
            ]}
          />
        </li>
      ))}
    </ul>
  )
}
