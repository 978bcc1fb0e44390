import type { Currency } from './seller-part.ts'

export type BankAccount = {
  currency: Currency
  country: string
  /** An IBAN where the country has them, the account's number otherwise. */
  number: string
  isIban: boolean
  bic: string
  /** What it held before the history began, in minor units. */
  opening: number
}

export const BANK_NAME = 'First Harbor Bank'
export const HOLDER = 'Fernhill Marketplace'

/** Where the platform's payouts go. The IBANs are the ones that their registries print as examples. */
export const BANK_ACCOUNTS: readonly BankAccount[] = [
  { currency: 'usd', country: 'US', number: '4400012345', isIban: false, bic: 'FHBKUS33', opening: 18_450_210 },
  {
    currency: 'eur',
    country: 'DE',
    number: 'DE89370400440532013000',
    isIban: true,
    bic: 'FHBKDEFF',
    opening: 2_310_044,
  },
  { currency: 'jpy', country: 'JP', number: '0012345678', isIban: false, bic: 'FHBKJPJT', opening: 3_120_500 },
  {
    currency: 'kwd',
    country: 'KW',
    number: 'KW81CBKU0000000000001234560101',
    isIban: true,
    bic: 'FHBKKWKW',
    opening: 9_875_250,
  },
]
