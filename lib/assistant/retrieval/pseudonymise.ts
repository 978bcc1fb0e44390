/** Words of a text as names are compared: letters and digits, without accents and case. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu
const NAME_WORDS_MAX = 8
const ADDRESS = /\S*@\S*|\b(?:https?:\/\/|www\.)\S+/giu
const ID = /\b[A-Za-z]{2,12}(?:_[A-Za-z0-9]+)+\b/g
const ACCOUNT = /\b[A-Za-z]{2}\p{Nd}{2}(?:[ \u00a0-]?[A-Za-z0-9]{2,4}){2,8}\b/gu
const NUMBER = /[$€£¥]?\s?[\p{N}](?:[\p{N}.,'’:/\u00a0-]*[\p{N}])?/gu

/** Replaces what tells who or what a text is about. */
export type Pseudonymiser = (text: string) => string

/**
 * Makes what a text loses before it leaves this machine: names (whole, and each part of a person's), addresses of mail and web, ids, bank
 * accounts, and every number, so that no amount and no date is left. What remains says what it is about, not whom.
 */
export function pseudonymiser({
  names,
  people,
}: {
  readonly names: Iterable<string>
  readonly people: Iterable<string>
}): Pseudonymiser {
  const known = new Set<string>()
  let longest = 1
  const add = (words: readonly string[]) => {
    if (words.length === 0) return
    known.add(words.slice(0, NAME_WORDS_MAX).join(' '))
    longest = Math.max(longest, Math.min(words.length, NAME_WORDS_MAX))
  }
  for (const name of names) add(wordsOf(name))
  for (const person of people) {
    const words = wordsOf(person)
    add(words)
    for (const word of words) if (word.length > 2) add([word])
  }
  return (text) =>
    withoutNames(text.normalize('NFKC').replace(ADDRESS, ' (address) ').replace(ID, ' (id) '), known, longest)
      .replace(ACCOUNT, ' (account) ')
      .replace(NUMBER, ' (number) ')
      .replace(/ {2,}/g, ' ')
      .trim()
}

function withoutNames(text: string, known: ReadonlySet<string>, longest: number): string {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    folded: fold(word),
    index,
    end: index + word.length,
  }))
  let out = ''
  let written = 0
  for (let at = 0; at < words.length; ) {
    const length = nameAt(words, at, known, longest)
    const first = words[at]
    const last = words[at + Math.max(length, 1) - 1]
    if (length > 0 && first !== undefined && last !== undefined) {
      out += `${text.slice(written, first.index)} (name) `
      written = last.end
    }
    at += Math.max(length, 1)
  }
  return out + text.slice(written)
}

/** How many words from here on are a name; the longest counts. */
function nameAt(words: readonly { folded: string }[], at: number, known: ReadonlySet<string>, longest: number): number {
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
    const said = words.slice(at, at + length).map(({ folded }) => folded)
    if (known.has(said.join(' '))) return length
  }
  return 0
}

const wordsOf = (name: string): string[] => (name.normalize('NFKC').match(WORD) ?? []).map(fold)

const fold = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
