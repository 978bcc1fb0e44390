/**
 * Currencies whose minor unit is not a hundredth, as Stripe charges them.
 * Source: docs.stripe.com/currencies#zero-decimal and #three-decimal.
 */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  MGA: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  JOD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
}

const KNOWN: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Whether the code is a currency that ISO 4217 knows, in capitals. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code)
}

/** How many decimal digits the currency's minor unit stands for: 2 for USD, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2
}
