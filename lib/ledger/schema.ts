import type { Book } from './entry.ts'

/** The book an address names; the platform's own for anything that is none. */
export function bookFrom(text: string | null): Book {
  return text !== null && /^seller:acct_\w{1,64}$/.test(text) ? (text as Book) : 'platform'
}

/** A day from an address, `YYYY-MM-DD`; null for anything that is none. */
export function dayFrom(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null
}

/** Whose book it is, in words. */
export const bookWords = (book: string): string =>
  book === 'platform' ? 'Platform' : `Memo book of ${book.slice('seller:'.length)}`
