import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'

export const newBankAccount = z.strictObject({
  name: z.string().trim().min(2, 'Give the account a name.').max(80),
  currency: z.string().trim().toUpperCase().refine(isCurrency, 'Choose a currency.'),
  /** IBAN or account number; statements in camt.053, MT940 and BAI2 find their account by it. */
  number: z
    .string()
    .trim()
    .regex(/^[\w\s-]{0,40}$/, 'An account number has letters and digits only.')
    .default(''),
})
export type NewBankAccount = z.output<typeof newBankAccount>
