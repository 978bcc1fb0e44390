import { MoneyText } from '#components/money/money-text.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { SettlementRow } from '#lib/settlements/list-settlements.ts'
import { settlementLook } from '#lib/settlements/state-model.ts'

/** A settlement at a glance, without leaving the list. */
export function SettlementPeek({ row }: { readonly row: SettlementRow }) {
  const { word, tone } = settlementLook(row.state)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Pill tone={tone}>{word}</Pill>
        {row.stateReason === '' ? null : <span className="text-ink-2 text-sm">{row.stateReason}</span>}
      </div>
      <Facts
        facts={[
          { label: 'Seller', value: row.sellers || 'nobody yet' },
          { label: 'Order', value: row.orderId || '–' },
          { label: 'Collected', value: row.accountingOn },
          { label: 'Gross', value: <MoneyText amount={row.gross} /> },
          { label: 'Refunded', value: <MoneyText amount={row.refunded} /> },
          { label: 'Commission', value: <MoneyText amount={row.commission} /> },
          { label: 'Sellers’ share', value: <MoneyText amount={row.owed} /> },
        ]}
      />
    </div>
  )
}
