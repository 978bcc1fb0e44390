/** Lines of a field are cut at 65 characters, the tag counted with the first. */
const LINE_MAX = 65
const TAG_LENGTH = ':86:'.length
/** `?20` to `?29` and `?60` to `?63` are purpose, `?32` and `?33` the other party's name. */
const PURPOSE = /^(2\d|6[0-3])$/
const NAME = /^3[23]$/

/** What :86: says in words: free text, or the structured form with `?` and two digits that German banks write. */
export function informationOf(lines: readonly string[]): { text: string; counterparty: string } {
  const structured = /^\d{3}\?/.test(lines[0] ?? '')
  const whole = structured ? lines.join('') : joined(lines)
  if (!structured) return { text: whole.replace(/\s+/g, ' ').trim(), counterparty: '' }
  const fields = whole
    .slice(4)
    .split('?')
    .map((field) => ({ code: field.slice(0, 2), text: field.slice(2) }))
  const of = (codes: RegExp) =>
    fields
      .flatMap(({ code, text }) => (codes.test(code) ? [text] : []))
      .join('')
      .trim()
  return { text: of(PURPOSE), counterparty: of(NAME) }
}

/** A line that is full was cut within a word; a shorter one ended by itself. */
function joined(lines: readonly string[]): string {
  return lines.reduce((text, line, at) => {
    if (at === 0) return line
    const before = (lines[at - 1]?.length ?? 0) + (at === 1 ? TAG_LENGTH : 0)
    return `${text}${before >= LINE_MAX ? '' : ' '}${line}`
  }, '')
}
