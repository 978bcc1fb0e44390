const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '))
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '))
const TWO_DECIMAL = new Set(
  'usd eur gbp aud cad chf sek nok dkk nzd sgd hkd mxn brl pln czk huf ron inr thb ils zar myr php aed'.split(' '),
)

export const isCurrency = (code: string): boolean =>
  TWO_DECIMAL.has(code) || ZERO_DECIMAL.has(code) || THREE_DECIMAL.has(code)

/** The fixed part of the processing fee in minor units: 0.30, or its analogue where cents do not exist. */
const fixedFee = (currency: string): number =>
  ZERO_DECIMAL.has(currency) ? 30 : THREE_DECIMAL.has(currency) ? 100 : 30

/** Minor units in one whole unit. */
export const minorUnits = (currency: string): number =>
  ZERO_DECIMAL.has(currency) ? 1 : THREE_DECIMAL.has(currency) ? 1000 : 100

/** Card networks know no third decimal: amounts of such currencies are whole tens (docs.stripe.com/currencies#three-decimal). */
export const isChargeable = (amount: number, currency: string): boolean => amount % smallestStep(currency) === 0

/** The least by which two charges in the currency differ, in minor units. */
export const smallestStep = (currency: string): number => (THREE_DECIMAL.has(currency) ? 10 : 1)

/** The smallest amount that can be charged. */
export const minimumCharge = (currency: string): number =>
  ZERO_DECIMAL.has(currency) ? 50 : THREE_DECIMAL.has(currency) ? 200 : 50

export const MAXIMUM_AMOUNT = 99_999_999

/** Stripe's fee on a charge: 2.9 % and a fixed part, the percentage rounded half up to the minor unit. */
export function processingFee(amount: number, currency: string): number {
  const thousandths = amount * 29 + 500
  return (thousandths - (thousandths % 1000)) / 1000 + fixedFee(currency)
}

/** "12.50 USD", for descriptions and messages. */
export const displayAmount = (amount: number, currency: string): string =>
  `${decimalAmount(amount, currency)} ${currency.toUpperCase()}`

/** "12.50": major units with as many decimals as the currency has. */
export function decimalAmount(amount: number, currency: string): string {
  const decimals = ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = decimals ? `.${digits.slice(-decimals)}` : ''
  return `${amount < 0 ? '-' : ''}${whole}${fraction}`
}
