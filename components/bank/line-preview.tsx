import { MoneyCell } from '#components/money/money-cell.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { Refusal } from '#lib/platform/refusal.ts'
import type { CsvMapping } from '#lib/reconciliation/bank/csv-mapping-schema.ts'
import { CsvStatement } from '#lib/reconciliation/bank/csv-statement-model.ts'
import type { StatementLine } from '#lib/reconciliation/bank/statement-model.ts'

const ROWS_SHOWN = 6

type LinePreviewProps = { readonly head: string; readonly mapping: CsvMapping; readonly currency: string }

/** The first lines as they would be imported, or the one that cannot be read. */
export function LinePreview({ head, mapping, currency }: LinePreviewProps) {
  if (currency === '')
    return <Banner tone="wait">Choose the account, and its first lines are shown as they would be read.</Banner>
  const read = readFirst(head, mapping, currency)
  if (typeof read === 'string') return <Banner tone="bad">{read}</Banner>
  return (
    <section aria-label="As it would be read" className="flex min-w-0 flex-col gap-2">
      <h2 className="font-semibold text-lg">As it would be read</h2>
      <ScrollRegion label="First lines" className="rounded-md border border-line bg-surface-raised">
        <table className="w-full text-sm">
          <thead>
            <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
              <th scope="col">Line</th>
              <th scope="col">Booked</th>
              <th scope="col" className="text-right">
                Amount
              </th>
              <th scope="col">Reference</th>
              <th scope="col">Counterparty</th>
              <th scope="col">Bank’s reference</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {read.map(({ lineNo, bookedOn, amountMinor, reference, counterparty, bankReference }) => (
              <tr key={lineNo} className="h-9 [&>td]:px-3">
                <td className="figures text-ink-3">{lineNo}</td>
                <td className="figures whitespace-nowrap">{bookedOn}</td>
                <td>
                  <MoneyCell amount={{ minor: amountMinor.toString(), currency }} />
                </td>
                <td className="min-w-48">{reference}</td>
                <td>{counterparty}</td>
                <td className="font-mono text-xs">{bankReference}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

/** The lines of the head, cut where its last whole line ends; or why one of them cannot be read. */
function readFirst(head: string, mapping: CsvMapping, currency: string): StatementLine[] | string {
  try {
    const parts = new CsvStatement(mapping, currency).push(head)
    return parts.flatMap((part) => (part.kind === 'line' ? [part.line] : [])).slice(0, ROWS_SHOWN)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
