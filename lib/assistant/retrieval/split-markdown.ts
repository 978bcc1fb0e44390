export type Section = {
  /** Its name in the page's address: stable as long as the heading is. */
  readonly anchor: string
  /** 1 to 6; 0 for what stands before the first heading. */
  readonly level: number
  /** Empty before the first heading. */
  readonly heading: string
  /** The headings it stands under and its own, without the document's title. */
  readonly path: readonly string[]
  /** Markdown, without the heading. */
  readonly body: string
}

/** A passage is at most about this long: a screenful, and little enough to read several. */
const PIECE_MAX = 1_500

/** The sections of a Markdown document in order. A heading of the first level at its beginning is the document's title. */
export function sectionsOf(markdown: string): { readonly title: string; readonly sections: readonly Section[] } {
  const taken = new Set(['top'])
  const anchorFor = (heading: string) => {
    const base = anchorOf(heading)
    let anchor = base
    for (let times = 2; taken.has(anchor); times += 1) anchor = `${base}-${times}`
    taken.add(anchor)
    return anchor
  }
  const sections: Section[] = []
  let title = ''
  let open = { level: 0, heading: '', lines: [] as string[] }
  let above: { readonly level: number; readonly heading: string }[] = []
  const close = () => {
    const body = open.lines.join('\n').trim()
    if (open.heading === '' && body === '') return
    const isTitle = sections.length === 0 && title === open.heading && open.level === 1
    const path = isTitle || open.heading === '' ? [] : [...above.map(({ heading }) => heading), open.heading]
    if (isTitle && body === '') return
    sections.push({
      anchor: isTitle || open.heading === '' ? 'top' : anchorFor(open.heading),
      level: isTitle ? 0 : open.level,
      heading: isTitle ? '' : open.heading,
      path,
      body,
    })
  }
  let fence = ''
  for (const line of markdown.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined && (fence === '' || (mark.startsWith(fence) && line.trim() === mark)))
      fence = fence === '' ? mark : ''
    const found = fence === '' ? /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$/.exec(line) : null
    if (found === null) {
      open.lines.push(line)
      continue
    }
    close()
    const level = found[1]?.length ?? 1
    const heading = plainOf(found[2] ?? '')
    if (title === '' && level === 1 && sections.length === 0) title = heading
    above = level === 1 && heading === title ? [] : [...above, open].filter((one) => one.level > 1 && one.level < level)
    open = { level, heading, lines: [] }
  }
  close()
  return { title, sections }
}

/** A section in pieces that can be quoted, cut between paragraphs; a paragraph that is longer is cut between words. */
export function piecesOf(body: string): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const part of body.split(/\n{2,}/).flatMap(cut)) {
    if (piece !== '' && piece.length + part.length > PIECE_MAX) {
      pieces.push(piece)
      piece = ''
    }
    piece = piece === '' ? part : `${piece}\n\n${part}`
  }
  return piece === '' ? pieces : [...pieces, piece]
}

function cut(paragraph: string): string[] {
  if (paragraph.length <= PIECE_MAX) return [paragraph]
  const parts: string[] = []
  let rest = paragraph
  while (rest.length > PIECE_MAX) {
    const space = rest.slice(0, PIECE_MAX).search(/\s\S*$/)
    const at = space > PIECE_MAX / 2 ? space : PIECE_MAX
    parts.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}

/** A heading as part of an address: small letters, digits and hyphens. */
export function anchorOf(heading: string): string {
  const words = heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  return words.replace(/^-+|-+$/g, '').slice(0, 80) || 'section'
}

/** Text as it reads, without Markdown's marks: what a heading or an excerpt shows. */
export const plainOf = (text: string): string =>
  text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]{0,2000}>/g, '')
    .replace(/[*`]+|(?<!\w)_+|_+(?!\w)/g, '')
    .trim()
