import { plainDecimal } from '#lib/money/format.ts'
import type { ExplainLocale } from './explanation-model.ts'
import type { Figures } from './figures.ts'
import { NUMBER_WORDS } from './number-words.ts'

/** What a text says in figures: those that stand in the facts, in their order, and whatever does not. */
export type FoundFigures = { readonly known: readonly string[]; readonly unfounded: readonly string[] }

/**
 * Every figure of a text, read in the number format of its language, held against the facts. An amount needs its currency and has
 * to be one of the facts in that currency; a number alone has to be one of the counts; a day has to be one of the days. Signs may
 * be left out, not invented. Scales, percentages, numbers in words and digits of other scripts stand in no facts: they are
 * unfounded, as is any number that is not written as the language writes it.
 */
export function figuresIn(text: string, locale: ExplainLocale, figures: Figures): FoundFigures {
  const known: string[] = []
  const unfounded: string[] = []
  let rest = text.normalize('NFKC')
  for (const id of figures.texts) rest = takeOut(rest, id.normalize('NFKC'), `text ${id}`, known)
  for (const { written, day } of daysOf(locale, figures)) rest = takeOut(rest, written, `day ${day}`, known)
  const { number, parse } = numbersOf(locale)
  const pattern = new RegExp(`(${SIGN}${MARK} ?|${SIGN})?(${number})(?: ?(${CODE}|\\p{Sc}))?(${SCALE})?`, 'gu')
  rest = rest.replaceAll(
    pattern,
    (whole, before: string = '', digits: string, after: string = '', scale: string = '', ...more) => {
      const place = more.find((one) => typeof one === 'number') ?? 0
      const found = { before: before.trim(), value: parse(digits), after, scale }
      const name = isTorn(rest, Number.parseInt(`${place}`, 10), whole) ? null : nameOf(found, locale, figures)
      if (name === null) unfounded.push(whole.trim())
      else known.push(name)
      return GAP
    },
  )
  unfounded.push(...[...rest.matchAll(/\p{N}+/gu)].map(([digits]) => digits))
  unfounded.push(...[...rest.matchAll(NUMBER_WORDS[locale])].map(([word]) => word))
  return { known, unfounded }
}

/** Stands for a figure that was recognised: a letter of none of the languages, so that nothing joins over it. */
const GAP = ' \uE000 '
const SIGN = '[-+\u2212]?'
const CODE = '(?<!\\p{L})[A-Z]{3}(?!\\p{L})'
const MARK = `(?:${CODE}|(?:\\p{Lu}{1,2})?\\p{Sc})${SIGN}`
const SCALE =
  ' ?(?:[%‰兆億万千百割]|パーセント|(?:(?i:k|bn|mio|mrd|mill|mil|mille|tausend|thousand|hundred|percent|prozent|pour ?cent|por ciento|(?:m|b|tr)ill?i[oó]\\p{L}*|millones|milliard\\p{L}*))(?!\\p{L}))'

type Found = { readonly before: string; readonly value: string | null; readonly after: string; readonly scale: string }

function nameOf({ before, value, after, scale }: Found, locale: ExplainLocale, figures: Figures): string | null {
  if (value === null || scale !== '') return null
  const sign = /[-\u2212]/.test(before) ? '-' : before.includes('+') ? '+' : ''
  const marks = [before.replaceAll(/[-+\u2212\s]/g, ''), after].filter((mark) => mark !== '')
  if (marks.length === 0) return sign === '' && isCount(value, figures) ? `count ${value}` : null
  if (!marks.every((mark) => marksOf(locale, figures.currency).has(mark))) return null
  const amount = figures.amounts.find((minor) => sameAmount({ minor, currency: figures.currency }, value, sign))
  return amount === undefined ? null : `amount ${sign}${value}`
}

const isCount = (value: string, { counts }: Figures): boolean => counts.some((count) => `${count}` === value)

function sameAmount(
  amount: { readonly minor: bigint; readonly currency: string },
  value: string,
  sign: string,
): boolean {
  if (sign === '-' && amount.minor > 0n) return false
  if (sign === '+' && amount.minor < 0n) return false
  return plainDecimal(amount).replace('-', '') === value
}

/** Digits that go on before or after a match were not written as the language writes them. */
function isTorn(text: string, from: number, whole: string): boolean {
  return (
    /[\p{N}\p{Script=Latin}_][.,'’]?$/u.test(text.slice(0, from)) ||
    /^[.,'’]?[\p{N}_]/u.test(text.slice(from + whole.length))
  )
}

function takeOut(text: string, written: string, name: string, known: string[]): string {
  if (!/\p{N}/u.test(written)) return text
  const parts = text.split(written)
  let kept = parts[0] ?? ''
  for (const part of parts.slice(1)) {
    const isWhole = !/[\p{N}_A-Za-z]$/u.test(kept) && !/^[\p{N}_]/u.test(part)
    if (isWhole) known.push(name)
    kept += `${isWhole ? GAP : written}${part}`
  }
  return kept
}

/** Days as they may be written: in figures as ISO does, and the ways of the language that spell the month. The longest first. */
function daysOf(locale: ExplainLocale, { days }: Figures): { readonly written: string; readonly day: string }[] {
  const styles = dayFormats(locale)
  return [...new Set(days)]
    .flatMap((day) => [
      { written: day, day },
      ...styles.map((style) => ({ written: style.format(new Date(`${day}T00:00:00Z`)).normalize('NFKC'), day })),
    ])
    .toSorted((left, right) => right.written.length - left.written.length)
}

/** Making a format takes far longer than using it. */
function remembered<T>(make: (locale: ExplainLocale, currency: string) => T) {
  const made = new Map<string, T>()
  return (locale: ExplainLocale, currency = ''): T => {
    const key = `${locale} ${currency}`
    const known = made.get(key) ?? make(locale, currency)
    made.set(key, known)
    return known
  }
}

const dayFormats = remembered((locale) =>
  (['full', 'long', 'medium'] as const).map(
    (dateStyle) => new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }),
  ),
)

const marksOf = remembered((locale, currency): ReadonlySet<string> => {
  const symbols = (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find(({ type }) => type === 'currency'),
  )
  return new Set(
    [currency, ...symbols.map((part) => (part?.value ?? '').normalize('NFKC'))].filter((mark) => mark !== ''),
  )
})

/** How a language writes numbers, as a pattern, and what such a text comes to as a plain decimal; null when it is none. */
const numbersOf = remembered((locale) => {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(1_234_567.8)
  const partOf = (wanted: string) => (parts.find(({ type }) => type === wanted)?.value ?? '').normalize('NFKC')
  const [group, decimal] = [partOf('group'), partOf('decimal')]
  const escaped = (mark: string) => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const number = `\\d{1,3}(?:${escaped(group)}\\d{3})+(?:${escaped(decimal)}\\d+)?|\\d+(?:${escaped(decimal)}\\d+)?`
  const parse = (digits: string): string | null => {
    const plain = digits.replaceAll(group, '').replace(decimal, '.')
    return /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(plain) ? plain : null
  }
  return { number, parse }
})

type Rewording = {
  readonly original: readonly string[]
  readonly reworded: readonly string[]
  readonly locale: ExplainLocale
  readonly figures: Figures
}

/**
 * What speaks against a rewording: a figure that is not in the facts, another number of paragraphs, or a paragraph with other
 * figures than the one it stands for. Empty when nothing does.
 */
export function faultsOfRewording({ original, reworded, locale, figures }: Rewording): string[] {
  if (original.length !== reworded.length) return [`${reworded.length} paragraphs instead of ${original.length}`]
  return original.flatMap((paragraph, index) => {
    const found = figuresIn(reworded[index] ?? '', locale, figures)
    if (found.unfounded.length > 0) return [`not in the facts: ${found.unfounded.join(', ')}`]
    const [before, after] = [figuresIn(paragraph, locale, figures).known, found.known].map((known) =>
      known.toSorted().join(' · '),
    )
    return before === after ? [] : [`paragraph ${index + 1} has other figures than the facts give it`]
  })
}
