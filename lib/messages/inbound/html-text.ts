/** Elements whose content nobody reads. */
const UNREAD = /<(script|style|head|title|template|svg)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi
const COMMENTS = /<!--[\s\S]*?(?:-->|$)/g
const BREAKS = /<\s*(?:br|\/p|\/div|\/tr|\/li|\/h[1-6]|\/blockquote|hr|\/table)\b[^<>]*>/gi
const TAGS = /<\/?[a-z!][^>]*>?/gi

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  euro: '€',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
}

const CODE_POINT_MAX = 0x10ffff

/** The words of an HTML mail: what is drawn, in lines. Nothing of it is ever drawn as HTML again. */
export function textOfHtml(html: string): string {
  const drawn = html.replace(COMMENTS, ' ').replace(UNREAD, ' ').replace(/[\s]+/g, ' ').replace(BREAKS, '\n')
  return decoded(drawn.replace(TAGS, ''))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const point = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)
    return point > 0 && point <= CODE_POINT_MAX ? String.fromCodePoint(point) : ''
  })
