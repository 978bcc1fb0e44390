import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { JournalRow } from '#lib/ledger/journals/list-journals.ts'

/** The lines of a journal as they were asked for. */
export function JournalLines({ lines }: { readonly lines: JournalRow['lines'] }) {
  return (
    <ScrollRegion label="Lines of the journal" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b text-left text-ink-2 text-xs [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Account</th>
            <th scope="col" className="text-right">
              Debit
            </th>
            <th scope="col" className="text-right">
              Credit
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map(({ gl, name, code, currency, amountMinor }) => {
            const isCredit = amountMinor.startsWith('-')
            const amount = { currency, minor: isCredit ? amountMinor.slice(1) : amountMinor }
            return (
              <tr key={`${code} ${currency} ${amountMinor}`} className="h-9 [&>td]:px-3">
                <td className="w-full">
                  <span className="figures text-ink-3">{gl}</span> {name}
                </td>
                <td>
                  <MoneyCell amount={isCredit ? null : amount} />
                </td>
                <td>
                  <MoneyCell amount={isCredit ? amount : null} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
