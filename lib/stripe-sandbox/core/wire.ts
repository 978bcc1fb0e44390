import type { Stripe } from 'stripe'

/** An object that the API addresses by id; where Stripe allows an id or the object, rows always hold the id. */
type Resource = { object: string }

type Field<V> = [Extract<V, string>] extends [never] ? Wire<V> : Exclude<V, Resource>

/**
 * A Stripe type as it travels: decimals are strings and references are ids until something expands them.
 * Builders return it, so the compiler insists on every field that the SDK declares as required.
 */
export type Wire<T> = T extends Stripe.Decimal
  ? string
  : T extends readonly (infer Item)[]
    ? Field<Item>[]
    : T extends object
      ? { [K in keyof T]: Field<T[K]> }
      : T

export type Metadata = Record<string, string>

/** Anything already in wire form, ready to be sent or expanded. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }
