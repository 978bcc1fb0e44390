import { MoneyText } from '#components/money/money-text.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { PayoutRow } from '#lib/payouts/list-payouts.ts'
import { tieOutLook } from '#lib/payouts/look-model.ts'

/** A payout at a glance, without leaving the list. */
export function PayoutPeek({ row }: { readonly row: PayoutRow }) {
  const { word, tone } = tieOutLook(row.state)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Pill tone={tone}>{word}</Pill>
        <span className="text-ink-2 text-sm">{row.reason}</span>
      </div>
      <Facts
        facts={[
          { label: 'To', value: row.owner },
          { label: 'At Stripe', value: row.status.replaceAll('_', ' ') },
          { label: 'Arrival', value: row.arrivalOn },
          { label: row.mode === 'balance' ? 'Available before' : 'Gross', value: <MoneyText amount={row.gross} /> },
          { label: 'Fees', value: <MoneyText amount={row.fee} /> },
          { label: 'Payout', value: <MoneyText amount={row.amount} /> },
          { label: 'Remainder', value: <MoneyText amount={row.remainder} /> },
          { label: 'Trace id', value: row.traceId || '–' },
        ]}
      />
    </div>
  )
}
