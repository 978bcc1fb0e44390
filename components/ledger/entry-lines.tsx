import { MoneyCell } from '#components/money/money-cell.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { EntryLine } from '#lib/ledger/get-entry.ts'
import type { WireMoney } from '#lib/money/money.ts'

const HEAD = 'h-9 border-line border-b px-3 font-medium text-ink-2 text-xs first:pl-4 last:pr-4'
const CELL = 'h-9 border-line border-b px-3 first:pl-4 last:pr-4'

/** The lines of one entry: debits and credits side by side. */
export function EntryLines({ lines }: { readonly lines: readonly EntryLine[] }) {
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-surface-raised">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">Lines of the entry</caption>
        <thead>
          <tr>
            <th scope="col" className={`${HEAD} text-left`}>
              Account
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Debit
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Credit
            </th>
            <th scope="col" className={`${HEAD} text-right max-sm:hidden`}>
              Balance after
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineNo} className="[&:last-child>td]:border-b-0">
              <td className={`${CELL} w-full`}>
                <TextLink href={`/ledger/accounts/${line.accountId}`}>{line.name}</TextLink>
                {line.subject ? <span className="text-ink-2"> · {line.sellerName || line.subject}</span> : null}
              </td>
              <td className={CELL}>
                <MoneyCell amount={sideOf(line.amount, 'debit')} />
              </td>
              <td className={CELL}>
                <MoneyCell amount={sideOf(line.amount, 'credit')} />
              </td>
              <td className={`${CELL} max-sm:hidden`}>
                <MoneyCell amount={line.balanceAfter} muted />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sideOf(amount: WireMoney, side: 'debit' | 'credit'): WireMoney | null {
  const isCredit = amount.minor.startsWith('-')
  if (isCredit !== (side === 'credit')) return null
  return isCredit ? { ...amount, minor: amount.minor.slice(1) } : amount
}
