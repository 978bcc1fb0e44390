/** An object as it came over the wire. Only the files of this folder know its fields. */
export type Wire = Readonly<Record<string, unknown>>

/** Stripe said something that cannot be kept as it stands: a broken amount, a currency that is none. */
export class UnreadableWire extends Error {
  override readonly name = 'UnreadableWire'

  constructor(wire: Wire, field: string, expected: string) {
    super(`${nameOf(wire)}: ${field} is ${shown(wire[field])}, not ${expected}`)
  }
}

const nameOf = (wire: Wire) =>
  [text(wire, 'object'), text(wire, 'id')].filter((part) => part !== '').join(' ') || 'object'
const shown = (value: unknown) => (JSON.stringify(value) ?? 'missing').slice(0, 60)

export const isWire = (value: unknown): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object in this field; an empty one where there is none. */
export function inner(wire: Wire, field: string): Wire {
  const value = wire[field]
  return isWire(value) ? value : {}
}

/** Text that PostgreSQL can hold: zero characters and half surrogate pairs become the replacement character. */
export const clean = (value: string): string => value.toWellFormed().replaceAll('\u0000', '\ufffd')

/** The text in this field; empty where there is none. */
export function text(wire: Wire, field: string): string {
  const value = wire[field]
  return typeof value === 'string' ? clean(value) : typeof value === 'number' ? `${value}` : ''
}

/** The id in this field, whether Stripe sent it bare or expanded; empty where there is none. */
export function idIn(wire: Wire, field: string): string {
  const value = wire[field]
  return isWire(value) ? text(value, 'id') : text(wire, field)
}

/** The id the object itself bears; refuses without one. */
export function ownId(wire: Wire): string {
  const id = text(wire, 'id')
  if (id === '') throw new UnreadableWire(wire, 'id', 'an id')
  return id
}

/** Whole minor units, exactly; refuses fractions and numbers too large for JSON to have carried them whole. */
export function minor(wire: Wire, field: string): bigint {
  const value = wire[field]
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (typeof value === 'string' && /^-?\d{1,18}$/.test(value)) return BigInt(value)
  throw new UnreadableWire(wire, field, 'a whole number of minor units')
}

/** As `minor`; zero where Stripe says nothing. */
export const minorOrZero = (wire: Wire, field: string): bigint =>
  wire[field] === null || wire[field] === undefined ? 0n : minor(wire, field)

/** ISO code in upper case. Unknown codes pass: what Stripe says is kept, and shown. */
export function currency(wire: Wire): string {
  const code = text(wire, 'currency')
  if (!/^[a-z]{3}$/i.test(code)) throw new UnreadableWire(wire, 'currency', 'a currency code of three letters')
  return code.toUpperCase()
}

export const flag = (wire: Wire, field: string): boolean => wire[field] === true

const SECONDS_MAX = 253_402_300_799

/** The instant in this field of Unix seconds, or null. */
export function instant(wire: Wire, field: string): Date | null {
  const value = wire[field]
  if (value === null || value === undefined) return null
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value > SECONDS_MAX) {
    throw new UnreadableWire(wire, field, 'an instant in Unix seconds')
  }
  return new Date(value * 1_000)
}

/** Metadata: names and texts. */
export function metadata(wire: Wire): Readonly<Record<string, string>> {
  const entries = Object.entries(inner(wire, 'metadata'))
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[clean(name), clean(value)]] : [])),
  )
}

/** Objects in this field of an array. */
export function items(wire: Wire, field: string): readonly Wire[] {
  const value = wire[field]
  return Array.isArray(value) ? value.filter(isWire) : []
}

type NestedList = { readonly data: readonly Wire[]; readonly hasMore: boolean }

/** A list inside an object; null where Stripe sent none. */
export function nestedList(wire: Wire, field: string): NestedList | null {
  const list = inner(wire, field)
  return Array.isArray(list.data) ? { data: items(list, 'data'), hasMore: list.has_more === true } : null
}

export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/** The object as text. JSON escapes what PostgreSQL refuses, so nothing is lost. */
export const rawText = (wire: Wire): string => JSON.stringify(wire)
