import { MoneyText } from '#components/money/money-text.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { formatMoney } from '#lib/money/format.ts'
import type { PayoutDetail } from '#lib/payouts/get-payout.ts'
import { remainderWords } from '#lib/payouts/look-model.ts'

/** What our books expected beside what was paid out, and the name of every cent between. */
export function ExpectedPayout({ payout }: { readonly payout: PayoutDetail }) {
  const { expected, amount, isOver, remainders } = payout
  if (expected === null && remainders.length === 0) {
    return (
      <p className="text-ink-2 text-sm">
        {payout.mode === 'balance'
          ? 'A payout by hand takes what somebody chose: nothing is expected of it but cover.'
          : 'Known once its lines, and those of the payout before it, are here.'}
      </p>
    )
  }
  const { currency } = amount
  const variance = expected === null ? null : BigInt(amount.minor) - BigInt(expected.minor)
  const threshold = formatMoney(payout.threshold)
  return (
    <div className="flex flex-col gap-3">
      {expected === null || variance === null ? null : (
        <Facts
          facts={[
            { label: 'Expected', value: <MoneyText amount={expected} /> },
            { label: 'Paid out', value: <MoneyText amount={amount} /> },
            {
              label: 'Variance',
              value: (
                <span className="flex flex-wrap items-center gap-2">
                  <MoneyText amount={{ minor: variance.toString(), currency }} />
                  <Pill tone={isOver ? 'warn' : 'good'}>{isOver ? `above ${threshold}` : `within ${threshold}`}</Pill>
                </span>
              ),
            },
          ]}
        />
      )}
      {remainders.length === 0 ? null : (
        <ul className="flex flex-col gap-2.5 text-sm">
          {remainders.map((part) => (
            <li key={`${part.class}-${part.evidence}-${part.amount.minor}`}>
              <span className="flex items-baseline justify-between gap-4 font-medium">
                {remainderWords(part.class).name}
                <span className="figures shrink-0">
                  <MoneyText amount={part.amount} />
                </span>
              </span>
              <span className="block text-ink-2 first-letter:uppercase">{part.evidence}.</span>
              {part.ids.length === 0 ? null : (
                <span className="block break-all font-mono text-ink-3 text-xs">{part.ids.join(' ')}</span>
              )}
              <span className="block text-ink-2">{remainderWords(part.class).action}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
