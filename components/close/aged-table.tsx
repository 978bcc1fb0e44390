import { MoneyCell } from '#components/money/money-cell.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { AgedRow } from '#lib/reconciliation/aged-clearing.ts'

const AGES = ['Up to 30 days', '31 to 60', '61 to 90', 'Older'] as const

/** What is left in suspense and clearing accounts, by reason and age. */
export function AgedTable({ rows }: { readonly rows: readonly AgedRow[] }) {
  if (rows.length === 0)
    return <EmptyState title="Nothing is left">Suspense and every clearing account are empty.</EmptyState>
  return (
    <ScrollRegion label="Clearing accounts by age" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Account</th>
            <th scope="col" className="hidden sm:table-cell">
              Why
            </th>
            <th scope="col" className="hidden text-right sm:table-cell">
              Items
            </th>
            {AGES.map((age) => (
              <th key={age} scope="col" className="hidden whitespace-nowrap text-right sm:table-cell">
                {age}
              </th>
            ))}
            <th scope="col" className="text-right">
              Total
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={`${row.code}${row.currency}${row.reason}`} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="text-left font-normal max-sm:py-2 sm:whitespace-nowrap">
                <span className="figures text-ink-3">{row.gl}</span>{' '}
                <TextLink href={`/ledger/accounts?code=${row.code}&currency=${row.currency}`}>{row.name}</TextLink>
                <div className={`sm:hidden ${row.reason === '' ? 'text-warn-ink' : 'text-ink-3'}`}>
                  {reasonOf(row)}, {row.items} {row.items === 1 ? 'item' : 'items'}: {agesOf(row)}
                </div>
              </th>
              <td className={`hidden sm:table-cell ${row.reason === '' ? 'text-warn-ink' : ''}`}>{reasonOf(row)}</td>
              <td className="figures hidden text-right sm:table-cell">{row.items}</td>
              {row.ages.map((amount, index) => (
                <td key={AGES[index]} className="hidden sm:table-cell">
                  <MoneyCell amount={amount.minor === '0' ? null : amount} />
                </td>
              ))}
              <td>
                <MoneyCell amount={row.total} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

const reasonOf = ({ reason }: AgedRow) => (reason === '' ? 'nothing says why' : reason)

const agesOf = ({ ages }: AgedRow) =>
  AGES.filter((_, index) => ages[index]?.minor !== '0')
    .join(', ')
    .toLowerCase()
