import { MoneyText } from '#components/money/money-text.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Receivable } from '#lib/settlements/receivable.ts'

type SellerReceivablesProps = {
  readonly receivables: readonly Receivable[]
  /** Stripe's controller.losses.payments: only where it is us may our money cover a negative balance. */
  readonly lossesPayer: string
}

/** What the seller owes after refunds and disputes, how long, and what happens next with it. */
export function SellerReceivables({ receivables, lossesPayer }: SellerReceivablesProps) {
  return (
    <ul className="divide-y divide-line">
      {receivables.map(({ id, title, amount, age, since, daysToClearing }) => (
        <li key={`${id}-${amount.currency}`} className="flex flex-col gap-1 py-2 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-baseline justify-between gap-2">
            <TextLink href={id.startsWith('adj_') ? `/adjustments?q=${id}` : `/settlements/${id}`}>{title}</TextLink>
            <MoneyText amount={amount} />
          </div>
          <div className="text-ink-2 text-sm">
            Since {since.slice(0, 10)}, {age} days. The next settlements keep it back;{' '}
            {lossesPayer === 'stripe'
              ? 'Stripe bears a negative balance of this account.'
              : daysToClearing >= 0
                ? `a negative balance at Stripe would be covered with our money in ${daysToClearing} days.`
                : 'Stripe may have covered a negative balance with our money.'}
          </div>
        </li>
      ))}
    </ul>
  )
}
