import { z } from 'zod'

/** Server actions take a megabyte; a sheet of ten thousand sellers has half of that. */
export const SHEET_MAX_CHARS = 900_000

const day = z.iso.date('Write a day.')
const file = {
  fileName: z.string().trim().min(1).max(200),
  text: z.string().min(1, 'The file is empty.').max(SHEET_MAX_CHARS, 'The file is larger than 900 KB.'),
  /** Column (from 0) by field; null: by the header. */
  mapping: z.record(z.string().max(20), z.number().int().min(0).max(500)).nullable(),
}

export const openingFileInput = z.object(file)

export const openingInput = z.object({
  ...file,
  cutOverOn: day,
  /** What the old sheet says in all, receivables subtracted: minor units by currency. */
  totals: z
    .array(
      z.object({
        currency: z.string().regex(/^[A-Z]{3}$/),
        minor: z.string().regex(/^-?\d{1,18}$/, 'Write what the old sheet says in all.'),
      }),
    )
    .max(50),
})

export const submitOpeningInput = z.object({
  sheetId: z.string().regex(/^ops_[0-9a-z]{26}$/),
  explanation: z.string().trim().max(2_000),
})

export const payoutSheetInput = z
  .object({ ...file, fromOn: day, untilOn: day })
  .refine(({ fromOn, untilOn }) => fromOn <= untilOn, {
    path: ['untilOn'],
    message: 'The last day is before the first.',
  })

/** The id of a payout sheet in an address; null for anything that is none. */
export const payoutSheetIdFrom = (text: string | null): string | null =>
  text !== null && /^pys_[0-9a-z]{26}$/.test(text) ? text : null
