import { distance } from './typos.ts'
import { METRIC_AND_DIMENSION_PHRASES } from './vocabulary.ts'

/** Adverbs that say how much, how often or of whom: without them a question asks something else. */
const TELLING =
  /^(?:.*(?:month|week|dai|quarter|year|hour|annual|night)|slight|bare|hard|near|almost|partial|part|full|complete|whole|on|ear|dai|week|month|quarter|year|hour|night|annual|manual|automatic|international|domestic|local|foreign|global|regional|direct|indirect|online|new|final|initial|original|previous|former|recent|late|consecutive|successive|repeated|consistent|constant|steadi|continuous|continual|rare|occasional|frequent|regular|usual|temporari|permanent|individual|separate|joint|double|sing|multip|exclusive|sole|like|unlike|rep|app|supp|fami|fal|re)ly$/

/** Words that may be left out where the answer says so: adverbs of manner, which turn no figure into another. */
export const mayBeLeftOut = (word: string): boolean => /^[a-z]{4,}ly$/.test(word) && !TELLING.test(word)

const NEAR = 3
const SAID_MAX = 2

/** Known words of figures that are spelled nearly like an unknown one. */
export function nearTo(word: string): string[] {
  if (word.length < 5) return []
  const near = METRIC_AND_DIMENSION_PHRASES.filter(({ words }) => !words.includes(' ') && words.length >= 4)
    .map(({ words }) => ({ words, far: distance(word, words) }))
    .filter(({ words, far }) => far <= Math.min(NEAR, Math.floor(words.length / 2) - 1))
    .toSorted((left, right) => left.far - right.far)
  return near.slice(0, SAID_MAX).map(({ words }) => words)
}
