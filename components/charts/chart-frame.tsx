'use client'

import { ChartNoAxesColumn, Table2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'

type ChartFrameProps = {
  /** What the shape says, in a sentence. */
  readonly caption: string
  /** The same figures in words, in the order of the shape. */
  readonly rows: readonly { readonly label: string; readonly figure: string }[]
  readonly heightPx: number
  readonly children: ReactNode
}

/** Caption, a chart of fixed height, and the same numbers as a table behind a switch. */
export function ChartFrame({ caption, rows, heightPx, children }: ChartFrameProps) {
  const [isTable, setTable] = useState(false)
  return (
    <figure className="min-w-0">
      <div className="flex items-start justify-between gap-3">
        <figcaption className="pt-1.5 text-ink-2 text-sm">{caption}</figcaption>
        <IconButton
          label={isTable ? 'Show as a chart' : 'Show as a table'}
          icon={isTable ? <ChartNoAxesColumn /> : <Table2 />}
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        />
      </div>
      {isTable ? (
        <ScrollRegion label={caption} style={{ height: heightPx }}>
          <table className="w-full text-sm">
            <caption className="sr-only">{caption}</caption>
            <tbody>
              {rows.map((row) => (
                <tr key={row.label}>
                  <th scope="row" className="h-8 border-line border-b text-left font-normal text-ink-2">
                    {row.label}
                  </th>
                  <td className="figures whitespace-nowrap border-line border-b text-right">{row.figure}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : (
        <div style={{ height: heightPx }} className="overflow-hidden">
          {children}
        </div>
      )}
    </figure>
  )
}
