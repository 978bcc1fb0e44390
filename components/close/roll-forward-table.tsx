import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { firstDay, lastDay, monthAfter } from '#lib/ledger/periods/month-model.ts'
import type { RollForward } from '#lib/reconciliation/close/roll-forward.ts'

type RollForwardTableProps = { readonly month: string; readonly rolled: RollForward }

/** Opening + movements = closing of one account in one currency, each number leading to its rows. */
export function RollForwardTable({ month, rolled }: RollForwardTableProps) {
  const { code, name, currency, opening, movements, closing, off } = rolled
  const lines = `/close/${month}/lines?code=${code}&currency=${currency}`
  const before = lastDay(monthAfter(month, -1))
  return (
    <ScrollRegion label={`${name}, ${currency}`} className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <caption className="border-line border-b bg-surface-sunken px-3 py-2 text-left font-medium">
          {name}, {currency}
        </caption>
        <tbody className="divide-y divide-line [&_td]:px-3 [&_th]:px-3 [&_tr]:h-9">
          <tr>
            <th scope="row" className="text-left font-normal">
              <TextLink href={`/ledger?on=${before}&currency=${currency}`}>Opening, {firstDay(month)}</TextLink>
            </th>
            <td>
              <MoneyCell amount={opening} />
            </td>
          </tr>
          {movements.map(({ rule, count, amount, prior }) => (
            <tr key={rule}>
              <th scope="row" className="pl-6 text-left font-normal">
                <TextLink href={`${lines}&rule=${rule}`}>{rule.replaceAll('_', ' ')}</TextLink>{' '}
                <span className="text-ink-3">
                  {count} lines{prior.minor === '0' ? '' : ', some of an earlier month'}
                </span>
              </th>
              <td>
                <MoneyCell amount={amount} />
              </td>
            </tr>
          ))}
          <tr className="font-medium">
            <th scope="row" className="text-left font-medium">
              <TextLink href={`/ledger?on=${lastDay(month)}&currency=${currency}`}>Closing, {lastDay(month)}</TextLink>
            </th>
            <td>
              <MoneyCell amount={closing} />
            </td>
          </tr>
          {off.minor === '0' ? null : (
            <tr className="text-bad-ink">
              <th scope="row" className="text-left">
                The books do not add up by
              </th>
              <td>
                <MoneyCell amount={off} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
