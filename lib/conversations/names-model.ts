/** What a text names of ours. Text is data: nothing in it is ever done, it only leads to objects. Pure. */
export type Names = {
  /** ch_…, py_… */
  readonly charges: readonly string[]
  readonly paymentIntents: readonly string[]
  /** dp_…, du_… */
  readonly disputes: readonly string[]
  readonly payouts: readonly string[]
  readonly refunds: readonly string[]
  /** What may be the number of an order or an invoice. */
  readonly numbers: readonly string[]
}

const IDS_MAX = 20
const NUMBERS_MAX = 60
/** So much of a text is looked through. */
const READ_MAX = 40_000

const ID = /(?<![A-Za-z0-9_])(ch|py|pi|dp|du|po|re|pyr)_[A-Za-z0-9_]{3,60}(?![A-Za-z0-9_])/g
const NUMBER = /(?<![A-Za-z0-9_@./-])#?([A-Za-z0-9](?:[A-Za-z0-9_/-]{2,38})[A-Za-z0-9])(?![A-Za-z0-9_@])/g

/** The ids and numbers in a text, each once, in the order they stand there. */
export function namesIn(text: string): Names {
  const read = text.slice(0, READ_MAX)
  const ids = [...new Set([...read.matchAll(ID)].map(([id]) => id))]
  const of = (...prefixes: string[]) =>
    ids.filter((id) => prefixes.some((prefix) => id.startsWith(`${prefix}_`))).slice(0, IDS_MAX)
  const numbers = [...read.matchAll(NUMBER)].map(([, number = '']) => number)
  return {
    charges: of('ch', 'py'),
    paymentIntents: of('pi'),
    disputes: of('dp', 'du'),
    payouts: of('po'),
    refunds: of('re', 'pyr'),
    numbers: [...new Set(numbers.filter((number) => /\d/.test(number) && !ids.includes(number)))].slice(0, NUMBERS_MAX),
  }
}

/** Digits alone may be a date, a price or a postcode as well as an order. */
export const isVague = (number: string): boolean => /^\d+$/.test(number)
