import { z } from 'zod'
import { isCurrency } from '#lib/money/currency.ts'

const minor = z.string().regex(/^\d{1,15}$/, 'Write an amount.')

export const priceInput = z
  .object({
    /** Stripe's type of payment method; empty for all others. */
    method: z
      .string()
      .trim()
      .regex(/^[a-z0-9_]{0,40}$/, 'Write Stripe’s name of the method, such as card; nothing for all others.'),
    currency: z.string().refine(isCurrency, 'Choose a currency.'),
    percent: z
      .string()
      .trim()
      .regex(/^\d{1,2}([.,]\d{1,2})?$/, 'Write a percentage such as 2.9.'),
    fixedMinor: minor,
    capMinor: minor.nullable().default(null),
    fromOn: z.iso.date('Write the first day.'),
  })
  .transform(({ percent, fixedMinor, capMinor, ...rest }) => {
    const [whole = '0', fraction = ''] = percent.split(/[.,]/)
    return {
      ...rest,
      /** Hundredths of a percent. */
      bps: Number.parseInt(whole + fraction.padEnd(2, '0'), 10),
      fixedMinor: BigInt(fixedMinor),
      capMinor: capMinor === null ? null : BigInt(capMinor),
    }
  })
