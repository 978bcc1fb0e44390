import { z } from 'zod'

/** What templates are given. Whatever comes from outside is data: made harmless here, cut where it is endless, never a link. */

const WORDS_MAX = 20_000
const LINE_MAX = 300

/** Controls, and the marks that turn the direction of what follows: a name with one of them could rewrite the sentence around it. */
const HARMFUL = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu

const harmless = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(HARMFUL, (mark) => (mark === '\n' ? mark : ' '))

/** A name, a reason or another piece of one line. */
export const line = z
  .string()
  .transform((text) => harmless(text).replaceAll(/\s+/g, ' ').trim().slice(0, LINE_MAX).toWellFormed())

/** Paragraphs. */
export const words = z.string().transform((text) => harmless(text).slice(0, WORDS_MAX).toWellFormed())

/** An address of ours, or the place where one is put in as the mail leaves. */
export const link = z.string().regex(/^(\{link\}|https?:\/\/\S+)$/, 'must be an address of ours')

/** Minor units as digits, and the currency. */
export const amount = z.object({
  minor: z.string().regex(/^-?\d{1,19}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
})

/** A day, `2026-11-20`. */
export const day = z.iso.date()
