import { isCurrency } from './currency.ts'

/** An amount in minor units of one ISO 4217 currency (capitals). 100.00 USD is `{ minor: 10000n, currency: 'USD' }`. */
export type Money = { readonly minor: bigint; readonly currency: string }

/** Money at a border (JSON, client props, tool output, CSV): minor units as a decimal string. */
export type WireMoney = { readonly minor: string; readonly currency: string }

/** Makes an amount. Throws on a currency that ISO 4217 does not know: a wrong code is a fault, never a guess. */
export function money(minor: bigint, currency: string): Money {
  const code = currency.toUpperCase()
  if (!isCurrency(code)) throw new TypeError(`"${currency}" is not an ISO 4217 currency`)
  return { minor, currency: code }
}

export function toWire(amount: Money): WireMoney {
  return { minor: amount.minor.toString(), currency: amount.currency }
}

export function add(left: Money, right: Money): Money {
  return { minor: left.minor + sameCurrency(left, right).minor, currency: left.currency }
}

export function subtract(left: Money, right: Money): Money {
  return { minor: left.minor - sameCurrency(left, right).minor, currency: left.currency }
}

function sameCurrency(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new TypeError(`cannot mix ${left.currency} with ${right.currency}`)
  return right
}
