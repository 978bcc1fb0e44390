import { MoneyText } from '#components/money/money-text.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import type { FeePrice } from '#lib/reconciliation/found/fee-price.ts'

/** The prices agreed with Stripe, as sentences. */
export function PriceTable({ prices }: { readonly prices: readonly FeePrice[] }) {
  if (prices.length === 0)
    return (
      <EmptyState title="No price agreed">
        Write down what Stripe agreed to charge: then every fee is compared with it.
      </EmptyState>
    )
  return (
    <ul className="grid gap-1.5">
      {prices.map((price) => (
        <li key={`${price.method}${price.currency}${price.fromOn}`} className="text-sm">
          <span className="font-medium">{price.method === '' ? 'Every other method' : price.method}</span>, from{' '}
          {price.fromOn}: {percentWords(price.bps)} and <MoneyText amount={price.fixed} />
          {price.cap === null ? null : (
            <>
              , at most <MoneyText amount={price.cap} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** `2.9 %` of hundredths of a percent. */
const percentWords = (bps: number) => `${bps / 100} %`
