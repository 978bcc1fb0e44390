import { MoneyCell } from '#components/money/money-cell.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { RevaluationRow } from '#lib/reconciliation/close/read-close-page.ts'

type RevaluationTableProps = {
  readonly month: string
  readonly rows: readonly RevaluationRow[]
  readonly missing: readonly { readonly currency: string; readonly on: string }[]
}

/** Balances in other currencies: what they were carried at, and what they are worth at the month's end. */
export function RevaluationTable({ month, rows, missing }: RevaluationTableProps) {
  const [first] = missing
  if (first !== undefined)
    return (
      <Banner tone="warn">
        No rate is stored of {first.currency} for {first.on}
        {missing.length === 1 ? '' : `, nor for ${missing.length - 1} more days`}. Nothing is revalued at a guessed
        rate.
      </Banner>
    )
  if (rows.length === 0)
    return <EmptyState title="Nothing to revalue">There is no balance in another currency.</EmptyState>
  return (
    <ScrollRegion label="Foreign balances" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Account</th>
            <th scope="col" className="text-right">
              Balance
            </th>
            <th scope="col" className="text-right">
              Carried at
            </th>
            <th scope="col" className="text-right">
              Worth at the end
            </th>
            <th scope="col" className="text-right">
              To post
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={`${row.code}${row.balance.currency}`} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="whitespace-nowrap text-left font-normal">
                <TextLink href={`/close/${month}/lines?code=${row.code}&currency=${row.balance.currency}`}>
                  {row.name}
                </TextLink>
              </th>
              <td>
                <MoneyCell amount={row.balance} />
              </td>
              <td>
                <MoneyCell amount={row.carried} muted />
              </td>
              <td>
                <MoneyCell amount={row.closing} />
              </td>
              <td>
                <MoneyCell amount={row.toPost.minor === '0' ? null : row.toPost} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
