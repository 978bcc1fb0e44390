import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ContractPreview } from '#lib/settlements/preview-contract.ts'

const wire = (minor: bigint, currency: string) => ({ minor: minor.toString(), currency })

const HEAD = 'h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium'

/** What each payee would have got under the draft, beside what it was. */
export function PreviewTotals({ totals }: { readonly totals: ContractPreview['totals'] }) {
  const isDeferring = totals.some(({ deferredAfter }) => deferredAfter !== 0n)
  return (
    <ScrollRegion label="What each payee would have got" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className={HEAD}>
            <th scope="col">Payee</th>
            <th scope="col" className="text-right">
              Share was
            </th>
            <th scope="col" className="text-right">
              Would be
            </th>
            <th scope="col" className="text-right">
              Change
            </th>
            <th scope="col" className="text-right">
              Commission was
            </th>
            <th scope="col" className="text-right">
              Would be
            </th>
            {isDeferring ? (
              <th scope="col" className="text-right">
                Not earned yet
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {totals.map((total) => (
            <tr key={`${total.payeeId}${total.currency}`} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="text-left font-normal">
                <TextLink href={`/sellers/${total.payeeId}`}>{total.name}</TextLink>
              </th>
              <td>
                <MoneyCell amount={wire(total.shareBefore, total.currency)} muted />
              </td>
              <td>
                <MoneyCell amount={wire(total.shareAfter, total.currency)} />
              </td>
              <td>
                <MoneyCell amount={wire(total.shareAfter - total.shareBefore, total.currency)} />
              </td>
              <td>
                <MoneyCell amount={wire(total.commissionBefore, total.currency)} muted />
              </td>
              <td>
                <MoneyCell amount={wire(total.commissionAfter, total.currency)} />
              </td>
              {isDeferring ? (
                <td>
                  <MoneyCell amount={wire(total.deferredAfter, total.currency)} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** The settlements that change most, each with its way in. */
export function PreviewChanges({ changes }: { readonly changes: ContractPreview['changes'] }) {
  if (changes.length === 0) return <p className="text-ink-2 text-sm">No share changes.</p>
  return (
    <ScrollRegion label="Settlements that change most" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className={HEAD}>
            <th scope="col">Settlement</th>
            <th scope="col" className="text-right">
              Shares were
            </th>
            <th scope="col" className="text-right">
              Would be
            </th>
            <th scope="col" className="text-right">
              Change
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {changes.map((change) => (
            <tr key={change.settlementId} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="text-left font-normal">
                <TextLink href={`/settlements/${change.settlementId}`}>{change.title}</TextLink>
              </th>
              <td>
                <MoneyCell amount={wire(change.shareBefore, change.currency)} muted />
              </td>
              <td>
                <MoneyCell amount={wire(change.shareAfter, change.currency)} />
              </td>
              <td>
                <MoneyCell amount={wire(change.shareAfter - change.shareBefore, change.currency)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
