import type { MatchPart } from './match-model.ts'

/** How each rule says what it goes by. */
export const RULE_WORDS: Readonly<Record<string, string>> = {
  key: 'Both sides give the same name',
  window: 'The amounts are equal and the days lie close',
  subset: 'The amounts add up exactly',
  tolerance: 'The amounts lie within the tolerance',
  similarity: 'Amount, text and day resemble each other',
  by_hand: 'A person said so',
}

type Look = { readonly word: string; readonly tone: 'good' | 'warn' | 'wait' | 'plain' }

/** How a match stood when somebody looked at it. */
export const seenAs = ({ state, method }: { readonly state: string; readonly method: string }): string =>
  `${state} ${method}`

/** The word and tone of a match's state. */
export function matchLook({ state, method }: { readonly state: string; readonly method: string }): Look {
  if (state === 'suggested') return { word: 'suggested', tone: 'wait' }
  if (state === 'declined') return { word: 'declined', tone: 'plain' }
  if (state === 'void') return { word: 'void', tone: 'plain' }
  return { word: `matched (${method})`, tone: method === 'forced' ? 'warn' : 'good' }
}

/** One part of a score, of 100; what people said about its like before counts in the same measure. */
export function partInWords({ field, score, expected, observed }: MatchPart): string {
  if (field !== 'history') return `${field} ${Math.round(score / 10)}`
  const times = observed === '1' ? 'once' : `${observed} times`
  return `its like declined ${times}${expected === '0' ? '' : ` and confirmed ${expected === '1' ? 'once' : `${expected} times`}`} before: ${score / 10}`
}
