import { StatePill } from '#components/approvals/state-pill.tsx'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { RunItem } from '#lib/settlements/runs/read-run.ts'
import { ExcludeDialog } from './exclude-dialog.tsx'
import { IncludeButton } from './include-button.tsx'

type RunItemsProps = { readonly runId: string; readonly items: readonly RunItem[]; readonly canChange: boolean }

const HEADS = ['Gross', 'Refunds', 'Fees and commission', 'Kept back', 'Waits', 'Net'] as const

/** What each seller gets by the run, and how it comes about; what was left out, with the reason. */
export function RunItems({ runId, items, canChange }: RunItemsProps) {
  return (
    <ScrollRegion label="Transfers of the run" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Seller</th>
            <th scope="col">For</th>
            {HEADS.map((head) => (
              <th key={head} scope="col" className="whitespace-nowrap text-right">
                {head}
              </th>
            ))}
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {items.map((item) => (
            <tr key={item.proposalId} className={`h-9 [&>td]:px-3 [&>th]:px-3 ${item.isIncluded ? '' : 'text-ink-3'}`}>
              <th scope="row" className="whitespace-nowrap text-left font-normal">
                <TextLink href={`/sellers/${item.sellerId}`}>{item.sellerName}</TextLink>
              </th>
              <td className="whitespace-nowrap">
                <TextLink href={`/approvals/${item.proposalId}`}>{item.title}</TextLink>
                {item.isUnfunded ? <div className="text-ink-3 text-xs">Draws on the available balance</div> : null}
              </td>
              {[item.gross, item.refunded, item.fees, item.carry, item.waits].map((amount, index) => (
                <td key={HEADS[index]}>
                  <MoneyCell amount={amount.minor === '0' ? null : amount} muted />
                </td>
              ))}
              <td>
                <MoneyCell amount={item.net} />
              </td>
              <td className="whitespace-nowrap">
                {item.isIncluded ? <StatePill state={item.state} /> : <span>Left out: {item.reason}</span>}{' '}
                {!canChange ? null : item.isIncluded ? (
                  <ExcludeDialog runId={runId} item={item} />
                ) : (
                  <IncludeButton runId={runId} proposalId={item.proposalId} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
