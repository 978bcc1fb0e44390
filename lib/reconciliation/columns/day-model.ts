/** How banks write days. `M/D/YYYY` also reads 03/04/2026; two-digit years are of this century. */
export const DATE_FORMATS = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYYMMDD', 'YYMMDD'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

const SHAPES: Readonly<Record<DateFormat, RegExp>> = {
  'YYYY-MM-DD': /^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?:[T ].*)?$/,
  'DD.MM.YYYY': /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{2}|\d{4})$/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})[/-](?<m>\d{1,2})[/-](?<y>\d{2}|\d{4})(?: .*)?$/,
  'MM/DD/YYYY': /^(?<m>\d{1,2})[/-](?<d>\d{1,2})[/-](?<y>\d{2}|\d{4})(?: .*)?$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  YYMMDD: /^(?<y>\d{2})(?<m>\d{2})(?<d>\d{2})$/,
}

/** The day as `YYYY-MM-DD`, or null when it is none in this format. */
export function readDay(text: string, format: DateFormat): string | null {
  const { y = '', m = '', d = '' } = SHAPES[format].exec(text.trim())?.groups ?? {}
  if (y === '') return null
  const day = `${y.padStart(4, '20')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null
}

/** The formats in which every one of these is a day, likeliest first. */
export function possibleFormats(samples: readonly string[]): DateFormat[] {
  const said = samples.filter((text) => text.trim() !== '')
  return said.length === 0 ? [] : DATE_FORMATS.filter((format) => said.every((text) => readDay(text, format) !== null))
}
