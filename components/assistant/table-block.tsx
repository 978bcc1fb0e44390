'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { BlockFrame } from './block-frame.tsx'
import type { BlockOf } from './block-of.ts'
import { OwnLink } from './own-link.tsx'

type TableBlockProps = { readonly block: BlockOf<'table'>; readonly actions?: ReactNode }

const SHOWN_AT_FIRST = 10

/** Rows of an answer: the first ones at once, all of them on demand; a row leads to what it is about. */
export function TableBlock({ block, actions }: TableBlockProps) {
  const { title, columns, rows, found } = block
  const [isWhole, setWhole] = useState(rows.length <= SHOWN_AT_FIRST + 2)
  const shown = isWhole ? rows : rows.slice(0, SHOWN_AT_FIRST)
  return (
    <BlockFrame
      title={title}
      actions={actions}
      note={found > rows.length ? `${rows.length} of ${found} rows. The pages below hold the rest.` : undefined}
    >
      <ScrollRegion label={title} className="max-h-[60vh]">
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-surface-sunken">
            <tr className="h-8 text-ink-2 [&>th]:whitespace-nowrap [&>th]:px-3 [&>th]:font-medium">
              {columns.map(({ id, label, align }) => (
                <th key={id} scope="col" className={align === 'right' ? 'text-right' : 'text-left'}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-line border-t">
            {shown.map(({ cells, href }, row) => {
              const isLinked = cells.some((cell) => cell.href !== undefined && cell.href === href)
              return (
                <tr key={keyOf(cells, row)} className="h-9 hover:bg-surface-hover [&>td]:px-3 [&>td]:py-1.5">
                  {columns.map(({ id, align }, at) => {
                    const cell = cells[at]
                    const target = cell?.href ?? (at === 0 && !isLinked ? href : null)
                    return (
                      <td key={id} className={cellLook(align, at, cell?.text ?? '')}>
                        <OwnLink href={target}>{cell?.text ?? ''}</OwnLink>
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
      {isWhole ? null : (
        <div className="border-line border-t p-1">
          <Button variant="plain" size="sm" onClick={() => setWhole(true)}>
            {`Show all ${rows.length} rows`}
          </Button>
        </div>
      )}
    </BlockFrame>
  )
}

const SENTENCE_CHARACTERS = 32

/** Figures and words of a kind stay on a line; a sentence gets room, and an id in it breaks where it must. */
function cellLook(align: 'left' | 'right', at: number, text: string): string {
  if (align === 'right') return 'figures whitespace-nowrap text-right'
  if (at === 0) return 'min-w-32 wrap-anywhere'
  return text.length > SENTENCE_CHARACTERS ? 'min-w-56 wrap-anywhere' : 'whitespace-nowrap'
}

const keyOf = (cells: readonly { readonly text: string }[], row: number) =>
  `${cells.map(({ text }) => text).join(' ')} ${row}`
