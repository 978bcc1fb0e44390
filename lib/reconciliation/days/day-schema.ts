import { z } from 'zod'

export const dayText = z.iso.date('Write a day such as 2026-11-20.')

export const signInput = z.object({
  day: dayText,
  /** The token of the figures that were on the screen. */
  token: z.string().regex(/^[0-9a-f]{64}$/),
  comment: z.string().trim().max(2_000).default(''),
})
