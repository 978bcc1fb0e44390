import { MoneyCell } from '#components/money/money-cell.tsx'
import { cx } from '#components/ui/cx.ts'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { CutoverPage } from '#lib/cutover/read-cutover-page.ts'

type TrialBalanceChangeProps = { readonly rows: CutoverPage['trialBalance']; readonly on: string }

/** The platform’s trial balance at the end of the cut-over day, before and after the opening entry; credits are negative. */
export function TrialBalanceChange({ rows, on }: TrialBalanceChangeProps) {
  return (
    <ScrollRegion
      label={`Trial balance at the end of ${on}`}
      className="rounded-md border border-line bg-surface-raised"
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-right text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col" className="text-left">
              Account
            </th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ name, currency, before, after, isChanged }) => (
            <tr key={`${currency}${name}`} className={cx('h-9 [&>td]:px-3 [&>th]:px-3', isChanged && 'bg-accent-tint')}>
              <th scope="row" className="text-left font-normal">
                {name}
              </th>
              <td>
                <MoneyCell amount={before} />
              </td>
              <td>
                <MoneyCell amount={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
