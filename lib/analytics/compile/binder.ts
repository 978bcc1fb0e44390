import { exponentOf } from '#lib/money/currency.ts'

/** Values of a statement. Whatever a person wrote becomes a place like `$3`: it is never part of the text. */
export type Binder = { readonly values: unknown[]; bind(value: unknown): string }

export function newBinder(...first: unknown[]): Binder {
  const values = [...first]
  return { values, bind: (value) => `$${values.push(value)}` }
}

/** A place that is taken when it is first needed: PostgreSQL refuses values that a statement does not use. */
export type Lazy = () => string

export function onceBound(value: unknown, binder: Binder): Lazy {
  let place: string | undefined
  return () => {
    place ??= `${binder.bind(value)}::text`
    return place
  }
}

const CURRENCIES = Intl.supportedValuesOf('currency')
const withExponent = (exponent: number) => CURRENCIES.filter((code) => exponentOf(code) === exponent)

/** SQL of how many minor units one major unit of the currency has. */
export function minorPerMajor(binder: Binder, currency: string): string {
  return `(CASE WHEN ${currency} = ANY(${binder.bind(withExponent(0))}::text[]) THEN 1
    WHEN ${currency} = ANY(${binder.bind(withExponent(3))}::text[]) THEN 1000 ELSE 100 END)`
}
