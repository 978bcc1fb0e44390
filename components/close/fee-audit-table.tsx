import { MoneyCell } from '#components/money/money-cell.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { FeeAudit } from '#lib/reconciliation/found/fee-audit.ts'

const HEADS = ['Charged', 'Agreed', 'Too much', 'Too little'] as const

/** Stripe's fees of a month against the agreed prices, then the payments that differ most. */
export function FeeAuditTable({ audit: { rows, deviations } }: { readonly audit: FeeAudit }) {
  if (rows.length === 0) return <EmptyState title="No payment">Nothing was collected in this month.</EmptyState>
  return (
    <>
      <ScrollRegion label="Fees by method" className="rounded-md border border-line bg-surface-raised">
        <table className="w-full text-sm">
          <thead>
            <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
              <th scope="col">Method</th>
              <th scope="col" className="text-right">
                Payments
              </th>
              {HEADS.map((head) => (
                <th key={head} scope="col" className="text-right">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={`${row.method}${row.currency}`} className="h-9 [&>td]:px-3 [&>th]:px-3">
                <th scope="row" className="text-left font-normal">
                  {row.method === '' ? 'not named' : row.method.replaceAll('_', ' ')}
                  {row.unpriced === 0 ? null : (
                    <span className="whitespace-nowrap text-warn-ink"> {row.unpriced} without a price</span>
                  )}
                </th>
                <td className="figures text-right">{row.count}</td>
                {[row.charged, row.expected, row.over, row.under].map((amount, index) => (
                  <td key={HEADS[index]}>
                    <MoneyCell amount={amount.minor === '0' ? null : amount} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {deviations.length === 0 ? null : (
        <ScrollRegion label="Payments that differ most" className="rounded-md border border-line bg-surface-raised">
          <table className="w-full text-sm">
            <thead>
              <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
                <th scope="col">Payment</th>
                <th scope="col">Day</th>
                <th scope="col">Method</th>
                <th scope="col" className="text-right">
                  Amount
                </th>
                <th scope="col" className="text-right">
                  Charged
                </th>
                <th scope="col" className="text-right">
                  Agreed
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {deviations.map((one) => (
                <tr key={one.transactionId} className="h-9 [&>td]:px-3 [&>th]:px-3">
                  <th scope="row" className="text-left font-mono font-normal text-xs">
                    {one.chargeId}
                  </th>
                  <td className="figures whitespace-nowrap">{one.on}</td>
                  <td>{one.method}</td>
                  <td>
                    <MoneyCell amount={one.amount} muted />
                  </td>
                  <td>
                    <MoneyCell amount={one.charged} />
                  </td>
                  <td>
                    <MoneyCell amount={one.expected} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </>
  )
}
