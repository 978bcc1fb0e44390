/** Words of a question, and the mark that says what they mean. */
export type Phrase = { readonly words: string; readonly mark: string }

/** `all`: ways of saying it, with commas between them. */
export const meaning = (mark: string, all: string): Phrase[] =>
  all.split(',').map((words) => ({ words: words.replace(/\s+/g, ' ').trim(), mark }))
