import { ENGLISH } from './english.ts'
import { FILLERS } from './fillers.ts'
import { FUNCTION_WORDS } from './function-words.ts'
import { SMALL } from './lexicon.ts'

/** How many letters differ: changed, missing, added, or two beside each other swapped. */
export function distance(left: string, right: string): number {
  let before: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1]
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = last
    last = next
  }
  return last[right.length] ?? 0
}

/** Short words have neighbours that mean something else: only long ones are taken for others. */
const tolerance = (word: string) => (word.length >= 10 ? 2 : word.length >= 4 ? 1 : 0)

export type Correction = { readonly from: string; readonly to: string }

/** Replaces words nobody knows by the one known word that is near; two that are as near leave it as it is. */
export function corrected(
  text: string,
  known: ReadonlySet<string>,
  ordinary: ReadonlySet<string> = ORDINARY,
): { text: string; corrections: Correction[] } {
  const corrections: Correction[] = []
  const fixed = text.split(' ').map((word) => {
    if (known.has(word) || ordinary.has(word) || FUNCTION_WORDS.has(word) || !/^[\p{L}'-]+$/u.test(word)) return word
    const to = nearest(word, known)
    if (to === null) return word
    corrections.push({ from: word, to })
    return to
  })
  return { text: fixed.join(' '), corrections }
}

/** Letters are left out more often than added: of two that are as near, the longer one. */
function nearest(word: string, known: ReadonlySet<string>): string | null {
  const limit = tolerance(word)
  let best: { to: string; cost: number } | null = null
  let isTied = false
  for (const candidate of known) {
    if (NEGATED.test(word) && word.endsWith(candidate.slice(-4)) && word.length > candidate.length) continue
    // Of four letters one may be missing, or two be swapped: another letter makes another word.
    if (word.length === 4 && candidate.length === 4 && !isSwapped(word, candidate)) continue
    // A word that carries nothing is no likelier than the unknown one, where both are short.
    if (word.length < 6 && SMALL.has(candidate) && !candidate.startsWith('order')) continue
    if (candidate.length < 4 || Math.abs(candidate.length - word.length) > limit) continue
    const far = distance(word, candidate)
    if (far <= limit && !isSlip(word, candidate)) continue
    // Superlatives are near each other, and say different things.
    if (far > limit || (far > 1 && word.endsWith('est'))) continue
    const cost =
      far +
      (candidate.length < word.length
        ? 0.5
        : candidate.length === word.length
          ? 0.1
          : candidate[0] === word[0]
            ? 0
            : 0.25)
    isTied = best !== null && (cost > best.cost ? isTied : cost === best.cost && !sameStem(candidate, best.to))
    if (best === null || cost < best.cost) best = { to: candidate, cost }
  }
  return isTied ? null : (best?.to ?? null)
}

/** "Inactive" is no mistyped "active", "bimonthly" no "monthly". */
const NEGATED = /^(?:in|un|non|dis|im|de|ir|bi|semi|tri|multi)/

/** Keys beside each other. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const BESIDE: ReadonlySet<string> = new Set(
  ROWS.flatMap((row, line) =>
    [...row].flatMap((key, at) =>
      [row[at - 1], row[at + 1], ROWS[line + 1]?.[at], ROWS[line + 1]?.[at - 1]]
        .filter((other) => other !== undefined)
        .flatMap((other) => [`${key}${other}`, `${other}${key}`]),
    ),
  ),
)
const isVowel = (letter: string) => 'aeiouy'.includes(letter)

/**
 * A letter in another's place is a slip of the finger, or of the spelling: the key beside it, or a vowel for a vowel. Other letters
 * make other words.
 */
function isSlip(word: string, candidate: string): boolean {
  if (word.length !== candidate.length || isSwapped(word, candidate)) return true
  return [...word].every((letter, at) => {
    const other = candidate[at] ?? ''
    return (
      letter === other ||
      BESIDE.has(`${letter}${other}`) ||
      (isVowel(letter) && isVowel(other)) ||
      isPartOfSwap(word, candidate, at)
    )
  })
}

const isPartOfSwap = (word: string, candidate: string, at: number): boolean =>
  (word[at] === candidate[at + 1] && word[at + 1] === candidate[at]) ||
  (word[at] === candidate[at - 1] && word[at - 1] === candidate[at])

const ORDINARY: ReadonlySet<string> = new Set([...ENGLISH, ...FILLERS])

const isSwapped = (left: string, right: string) => [...left].toSorted().join('') === [...right].toSorted().join('')

const sameStem = (left: string, right: string) => left.replace(/(?:e?s|ed)$/, '') === right.replace(/(?:e?s|ed)$/, '')
