import { MoneyCell } from '#components/money/money-cell.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { LineDetail } from '#lib/settlements/get-settlement.ts'

const KINDS: Readonly<Record<string, string>> = {
  collected: 'Collected',
  refund: 'Refund',
  correction: 'Correction',
  fee: 'Fee',
  fx: 'Rates',
}

/** A region that scrolls must be reachable by keyboard. */
const REACHABLE = { tabIndex: 0 } as const

/** Every line of every version with the words that explain it: how the numbers came about. */
export function SettlementLines({ lines }: { readonly lines: readonly LineDetail[] }) {
  if (lines.length === 0) return <p className="text-ink-2">Nothing was split.</p>
  return (
    <section
      {...REACHABLE}
      aria-label="Lines"
      className="overflow-x-auto rounded-md border border-line bg-surface-raised"
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">What</th>
            <th scope="col">Seller</th>
            <th scope="col" className="text-right">
              Gross
            </th>
            <th scope="col" className="text-right">
              Commission
            </th>
            <th scope="col" className="text-right">
              Share
            </th>
          </tr>
        </thead>
        {lines.map((line) => (
          <LineRows key={`${line.version}-${line.lineNo}`} line={line} />
        ))}
      </table>
    </section>
  )
}

function LineRows({ line }: { readonly line: LineDetail }) {
  return (
    <tbody className="border-line border-b last:border-b-0 [&>tr>td]:px-3">
      <tr className="h-9 align-baseline [&>td]:pb-1">
        <td className="pt-2 font-medium">
          {KINDS[line.kind] ?? line.kind}: {line.description}
        </td>
        <td className="pt-2">
          {line.sellerId === '' ? (
            <span className="text-ink-3">nobody yet</span>
          ) : (
            <TextLink href={`/sellers/${line.sellerId}`}>{line.sellerName}</TextLink>
          )}
        </td>
        <td className="pt-2">
          <MoneyCell amount={line.gross} />
        </td>
        <td className="pt-2">
          <MoneyCell amount={line.commission} muted />
        </td>
        <td className="pt-2">
          <MoneyCell amount={line.kind === 'fee' || line.kind === 'fx' ? line.aside : line.share} />
        </td>
      </tr>
      <tr>
        <td colSpan={5} className="max-w-prose pb-2.5 text-ink-2">
          {line.trace} <span className="font-mono text-ink-3 text-xs">{line.sourceLineId}</span>
        </td>
      </tr>
    </tbody>
  )
}
