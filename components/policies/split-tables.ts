export type TableCell = { readonly column: string; readonly text: string }
export type TextPart =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | {
      readonly kind: 'table'
      /** Where it begins, from 0. */
      readonly line: number
      readonly head: readonly TableCell[]
      readonly rows: readonly { readonly line: number; readonly cells: readonly TableCell[] }[]
    }

const RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/

/** A Markdown text in order, its tables apart. Lines inside a fenced block are never a table. */
export function splitTables(markdown: string): TextPart[] {
  const parts: TextPart[] = []
  const lines = markdown.split('\n')
  let text: string[] = []
  let fence = ''
  const flush = (line: number) => {
    if (text.some((one) => one.trim() !== '')) parts.push({ kind: 'text', line, text: text.join('\n') })
    text = []
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3) ?? ''
    if (mark !== '' && (fence === '' || fence === mark)) fence = fence === '' ? mark : ''
    if (fence !== '' || !line.includes('|') || !RULE.test(lines[at + 1] ?? '')) {
      text.push(line)
      continue
    }
    flush(at - text.length)
    const head = cellsOf(line)
    const begin = at
    const rows = []
    for (at += 2; at < lines.length && (lines[at] ?? '').includes('|'); at += 1) {
      const cells = cellsOf(lines[at] ?? '')
      rows.push({ line: at, cells: named(head.map((_, column) => cells[column] ?? '')) })
    }
    at -= 1
    parts.push({ kind: 'table', line: begin, head: named(head), rows })
  }
  flush(lines.length - text.length)
  return parts
}

const named = (cells: readonly string[]): TableCell[] => cells.map((text, at) => ({ column: `column ${at + 1}`, text }))

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
