import { untracedFigures } from '../chat/traced-figures.ts'
import { notInYourWords } from '../refusals.ts'
import type { ToolContext } from './tool.ts'

type Wanted = {
  /** How people ask for it. */
  readonly words: RegExp
  /** What it is about, by every name it has: one must have been said, or be on the page. */
  readonly names: readonly string[]
  readonly amount?: string
}

const FIRST_WORD_MIN = 4

/**
 * Refuses a proposal that the person did not ask for in their own words. What a model read in names, memos or files may have told it
 * to; only what people typed counts, and the page they are on.
 */
export function mustBeAsked({ said = '', page }: ToolContext, { words, names, amount }: Wanted): void {
  const heard = said.toLowerCase()
  const isNamed = names.some((name) => {
    const plain = name.toLowerCase()
    const [first = ''] = plain.split(/\s+/)
    return heard.includes(plain) || page.includes(name) || (first.length >= FIRST_WORD_MIN && heard.includes(first))
  })
  const isMeant = words.test(heard) && isNamed
  if (!isMeant || (amount !== undefined && untracedFigures(`${amount}.`, [said]).length > 0)) throw notInYourWords()
}
