import { MoneyText } from '#components/money/money-text.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { FirstSale } from '#lib/onboarding/get-onboarding.ts'

/** The first sales of a new seller, oldest first, with what each brings. */
export function FirstSales({ sales }: { readonly sales: readonly FirstSale[] }) {
  if (sales.length === 0) return <p className="text-ink-2">Nothing was sold yet.</p>
  return (
    <ul className="divide-y divide-line">
      {sales.map(({ settlementId, orderId, soldAt, owed, state }) => (
        <li key={settlementId} className="flex flex-wrap items-baseline justify-between gap-3 py-2">
          <TextLink href={`/settlements/${settlementId}`}>{orderId === '' ? settlementId : orderId}</TextLink>
          <span className="text-ink-3 text-sm">
            {soldAt.slice(0, 10)} · {state}
          </span>
          <MoneyText amount={owed} />
        </li>
      ))}
    </ul>
  )
}
