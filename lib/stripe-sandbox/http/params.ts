import { isCurrency } from '../core/currency.ts'
import { Failure, invalid } from '../core/failure.ts'
import type { Range } from '../core/store.ts'
import type { Metadata } from '../core/wire.ts'
import type { Raw } from './form.ts'

/** Reads one parameter from its text; refuses in Stripe's words. */
export type Param<T> = { read: (raw: Raw, name: string) => T; isRequired: boolean }
export type Shape = Record<string, Param<unknown>>
type RequiredParam<T> = Param<T> & { isRequired: true }

export type Parsed<S extends Shape> = {
  [K in keyof S]: S[K] extends RequiredParam<infer T> ? T : S[K] extends Param<infer T> ? T | undefined : never
}

const param = <T>(read: Param<T>['read']): Param<T> & { isRequired: false } => ({ read, isRequired: false })

export const required = <T>(inner: Param<T>): RequiredParam<T> => ({ ...inner, isRequired: true })

export const text = param((raw, name): string => {
  if (typeof raw !== 'string') throw invalid(`Invalid string: ${JSON.stringify(raw)}`, name)
  if (raw === '') {
    const message = `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset.`
    throw invalid(message, name, 'parameter_invalid_empty')
  }
  if (raw.length > 5000)
    throw invalid(`Invalid string: must be at most 5000 characters`, name, 'parameter_invalid_string')
  return raw
})

/** Text that an empty value unsets. */
export const clearable = param((raw, name): string | null => (raw === '' ? null : text.read(raw, name)))

export const integer = param((raw, name): number => {
  if (typeof raw !== 'string' || !/^-?\d{1,15}$/.test(raw)) {
    throw invalid(`Invalid integer: ${typeof raw === 'string' ? raw : '{}'}`, name, 'parameter_invalid_integer')
  }
  return Number(raw)
})

/** The same, or something else that the words name; `''` among them unsets. */
export const integerOr = <const T extends string>(...words: T[]): Param<number | T> & { isRequired: false } =>
  param((raw, name): number | T => words.find((word) => word === raw) ?? integer.read(raw, name))

/** A part of a hundred with at most four decimals. */
export const percent = param((raw, name): number => {
  if (typeof raw !== 'string' || !/^\d{1,3}(\.\d{1,4})?$/.test(raw) || Number(raw) > 100)
    throw invalid(`Invalid decimal: ${typeof raw === 'string' ? raw : '{}'}; must be at most 100`, name)
  return Number(raw)
})

export const boolean = param((raw, name): boolean => {
  if (raw !== 'true' && raw !== 'false') throw invalid(`Invalid boolean: ${String(raw)}`, name)
  return raw === 'true'
})

export const currency = param((raw, name): string => {
  const code = text.read(raw, name).toLowerCase()
  if (!isCurrency(code)) {
    throw invalid(`Invalid currency: ${code}. Stripe does not currently support this currency.`, name)
  }
  return code
})

export const choice = <const T extends string>(...allowed: T[]): Param<T> & { isRequired: false } =>
  param((raw, name): T => {
    const found = allowed.find((one) => one === raw)
    if (found === undefined) {
      throw invalid(`Invalid ${name}: must be one of ${allowed.join(', ')}`, name, 'parameter_invalid_string')
    }
    return found
  })

/** Keys to set, and keys to remove (null); an empty value for the whole removes all. */
export const metadata = param((raw, name): Record<string, string | null> | 'clear' => {
  if (raw === '') return 'clear'
  if (typeof raw === 'string') throw invalid('Invalid object: metadata must be a set of key-value pairs', name)
  const entries = Object.entries(raw).map(([key, value]): [string, string | null] => {
    if (typeof value !== 'string') throw invalid(`Metadata values must be strings`, `${name}[${key}]`)
    if (key.length > 40) throw invalid('Metadata keys can be at most 40 characters', `${name}[${key}]`)
    if (value.length > 500) throw invalid('Metadata values can be at most 500 characters', `${name}[${key}]`)
    return [key, value === '' ? null : value]
  })
  if (entries.length > 50) throw invalid('Metadata can have at most 50 keys', name)
  return Object.fromEntries(entries)
})
type MetadataChange = Record<string, string | null> | 'clear' | undefined

/** Metadata after a change: named keys are set or removed, others stay. */
export function mergeMetadata(current: Metadata, change: MetadataChange): Metadata {
  if (change === 'clear') return {}
  const merged: Record<string, string | null> = { ...current, ...change }
  return Object.fromEntries(Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null))
}

/** `created=5` or `created[gte]=5`. */
export const range = param((raw, name): Range => {
  if (typeof raw === 'string') {
    const exact = integer.read(raw, name)
    return { gte: exact, lte: exact }
  }
  const bounds = Object.entries(raw).map(([sign, value]): [string, number] => {
    if (!['gt', 'gte', 'lt', 'lte'].includes(sign)) throw unknown(`${name}[${sign}]`)
    return [sign, integer.read(value, `${name}[${sign}]`)]
  })
  return Object.fromEntries(bounds)
})

/** Something that an empty value unsets. */
export const unsettable = <T>(inner: Param<T>): Param<T | null> & { isRequired: false } =>
  param((raw, name): T | null => (raw === '' ? null : inner.read(raw, name)))

export const listOf = <T>(inner: Param<T>): Param<T[]> & { isRequired: false } =>
  param((raw, name): T[] => {
    if (raw === '') return []
    if (!Array.isArray(raw)) throw invalid('Invalid array', name, 'parameter_invalid_string_blank')
    return raw.map((item, index) => inner.read(item, `${name}[${index}]`))
  })

export const object = <S extends Shape>(shape: S): Param<Parsed<S>> & { isRequired: false } =>
  param((raw, name): Parsed<S> => {
    if (typeof raw === 'string' || Array.isArray(raw)) throw invalid('Invalid object', name)
    return parse(shape, raw, name)
  })

/** Checks every parameter against the route's table; what the table does not name is refused. */
export function parse<S extends Shape>(shape: S, raw: Record<string, Raw>, prefix = ''): Parsed<S> {
  const named = (key: string) => (prefix ? `${prefix}[${key}]` : key)
  for (const key of Object.keys(raw)) if (!Object.hasOwn(shape, key)) throw unknown(named(key))
  const entries = Object.entries(shape).map(([key, spec]): [string, unknown] => {
    const value = raw[key]
    if (value !== undefined) return [key, spec.read(value, named(key))]
    if (spec.isRequired) {
      throw invalid(`Missing required param: ${named(key)}.`, named(key), 'parameter_missing')
    }
    return [key, undefined]
  })
  return Object.fromEntries(entries) as Parsed<S>
}

function unknown(name: string): Failure {
  return new Failure({
    status: 400,
    type: 'invalid_request_error',
    code: 'parameter_unknown',
    param: name,
    message: `Received unknown parameter: ${name}`,
  })
}
