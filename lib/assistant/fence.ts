/**
 * Text of somebody else (a seller's name, a file, a ticket, what Stripe keeps) as a model is given it: named, and between marks that the
 * text itself cannot close. What stands between them is data to quote, never something to do.
 */
export const fenced = (source: string, text: string): string =>
  `⟦data from ${unmarked(source).replace(/\s+/g, ' ')}⟧\n${unmarked(text)}\n⟦end of data⟧`

/** The marks are ours alone. */
const unmarked = (text: string): string => text.replaceAll('⟦', '[').replaceAll('⟧', ']')
