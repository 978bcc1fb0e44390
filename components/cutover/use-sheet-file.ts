'use client'

import { useState, useTransition } from 'react'
import type { ActionResult } from '#lib/access/define-action.ts'
import type { Mapping } from '#lib/cutover/columns-model.ts'
import { SHEET_MAX_CHARS } from '#lib/cutover/schema.ts'

/** What a form answers that was sent without its sheet. */
export const NO_SHEET = { ok: false, refusal: { message: 'Choose the sheet first.' } } as const

/** What the server understood of a file. */
export type Peek = {
  readonly header: readonly string[]
  readonly mapping: Mapping
  readonly missing: readonly string[]
  readonly rowCount: number
  readonly currencies: readonly string[]
  readonly problems: readonly { readonly line: number; readonly message: string }[]
  readonly problemCount: number
}

type File_ = { readonly fileName: string; readonly text: string; readonly mapping: Mapping | null }
type PeekAction = (file: File_) => Promise<ActionResult<Peek>>

/** A chosen file, how the server understood it, and another mapping of its columns. */
export function useSheetFile(peekAction: PeekAction) {
  const [file, setFile] = useState<File_>()
  const [peek, setPeek] = useState<Peek>()
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()

  const look = (next: File_) =>
    startTransition(async () => {
      const result = await peekAction(next)
      setFile(next)
      setPeek(result.ok ? result.data : undefined)
      setProblem(result.ok ? '' : result.refusal.message)
    })
  const choose = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    if (chosen.size > SHEET_MAX_CHARS) return setProblem('The file is larger than 900 KB.')
    look({ fileName: chosen.name, text: await chosen.text(), mapping: null })
  }
  const map = (field: string, column: number | null) => {
    if (file === undefined || peek === undefined) return
    const others = Object.entries(peek.mapping).filter(([one, at]) => one !== field && at !== column)
    look({ ...file, mapping: Object.fromEntries(column === null ? others : [...others, [field, column]]) })
  }
  const isWhole = peek !== undefined && peek.missing.length === 0 && peek.problemCount === 0
  return { file, peek, problem, pending, isWhole, choose, map }
}

export type SheetFile = ReturnType<typeof useSheetFile>
