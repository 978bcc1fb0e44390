import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { figureWords } from '#lib/analytics/figure-model.ts'
import type { AnalyticsResult, ResultColumn, ResultRow } from '#lib/analytics/result.ts'

/** The rows of an answer, with the totals of all of them below. */
export function AnswerTable({ result }: { readonly result: AnalyticsResult }) {
  const { columns, rows, totals, understood } = result
  return (
    <ScrollRegion label={understood} className="max-h-[70vh] rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead className="sticky top-0">
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:whitespace-nowrap [&>th]:px-3 [&>th]:font-medium">
            {columns.map(({ id, kind, label }) => (
              <th key={id} scope="col" className={kind === 'figure' ? 'text-right' : ''}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={keyOf(row)} className="h-9 hover:bg-surface-hover [&>td]:px-3">
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {totals.length === 0 ? null : (
          <tfoot className="border-line border-t-2 font-medium">
            {totals.map((row) => (
              <tr key={row.currency} className="h-9 [&>td]:px-3">
                {columns.map((column, index) =>
                  index === 0 && column.kind === 'dimension' && column.id !== 'currency' ? (
                    <td key={column.id}>All</td>
                  ) : (
                    <Cell key={column.id} column={column} row={row} />
                  ),
                )}
              </tr>
            ))}
          </tfoot>
        )}
      </table>
    </ScrollRegion>
  )
}

const keyOf = ({ keys, currency }: ResultRow) => [...Object.values(keys).map(({ value }) => value), currency].join(' ')

function Cell({ column, row }: { readonly column: ResultColumn; readonly row: ResultRow }) {
  if (column.kind === 'figure')
    return (
      <td className={`figures whitespace-nowrap text-right ${column.figure === 'value' ? '' : 'text-ink-2'}`}>
        {figureWords(column, row.figures[column.id] ?? null, row.currency)}
      </td>
    )
  const key = row.keys[column.id]
  if (key === undefined) return <td />
  return <td>{key.href === null ? key.label : <TextLink href={key.href}>{key.label}</TextLink>}</td>
}
