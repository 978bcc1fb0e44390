'use client'

import { Copy } from 'lucide-react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { Block } from '#lib/assistant/block-model.ts'
import { tableCsv } from './table-csv.ts'

/** Takes a table along as CSV, a draft as its text. Other blocks have nothing that a file would hold better. */
export function CopyButton({ block }: { readonly block: Block }) {
  if (block.kind === 'table')
    return (
      <Copying label="Copy as CSV" told={`${rowsOf(block.rows.length)} copied as CSV`} text={() => tableCsv(block)} />
    )
  if (block.kind === 'draft')
    return <Copying label="Copy the text" told="Text copied" text={() => `${block.subject}\n\n${block.body}`} />
  return null
}

const rowsOf = (count: number) => (count === 1 ? '1 row' : `${count} rows`)

type CopyingProps = { readonly label: string; readonly told: string; readonly text: () => string }

function Copying({ label, told, text }: CopyingProps) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      toast.good(told)
    } catch {
      toast.bad('The browser did not allow copying', {
        description: 'Allow it for this page, or mark the text and copy it.',
      })
    }
  }
  return <IconButton label={label} icon={<Copy />} onClick={() => void copy()} />
}
