import type { Question } from './questions/question.ts'

export type Paraphrase = { readonly rule: string; readonly turns: readonly string[] }

type Rewrite = readonly [from: RegExp, to: string]

/** Words of docs/metrics.md's "Also called", one way each. */
const SYNONYMS: readonly Rewrite[] = [
  [/\bgross volume\b/gi, 'gross merchandise volume'],
  [/\bgmv\b/gi, 'gross volume'],
  [/\bplatform fees\b/gi, 'platform revenue'],
  [/\bcommission\b/gi, 'platform fees'],
  [/\brefund rates?\b/gi, 'refund ratio'],
  [/\btake rate\b/gi, 'effective commission'],
  [/\bchargebacks\b/gi, 'disputes'],
  [/\bdisputes\b/gi, 'chargebacks'],
  [/\baov\b/gi, 'average order value'],
  [/\bstripe fees\b/gi, 'processing fees'],
  [/\bseller net\b/gi, 'seller earnings'],
  [/\bactive sellers\b/gi, 'selling sellers'],
  [/\bsellers\b/gi, 'merchants'],
  [/\bmerchants\b/gi, 'vendors'],
]

/** The same days in other words. Years are named, so that no rewriting depends on the day it is read. */
const PERIODS: readonly Rewrite[] = [
  [/\blast month\b/gi, 'in October 2026'],
  [/\blast quarter\b/gi, 'in Q3 2026'],
  [/\b(?:in |for )?Q1\b(?! 20)/gi, 'in the first quarter of 2026'],
  [/\b(?:in |for )?Q2\b(?! 20)/gi, 'in the second quarter of 2026'],
  [/\b(?:in |for )?Q3\b(?! 20)/gi, 'in the third quarter of 2026'],
  [/\bthis year\b/gi, 'since January 2026'],
  [/\b(?:in )?(may|june|july|august|september|october)\b(?! 20)/gi, 'in $1 2026'],
]

const PERIOD_AT_END =
  /,? ((?:in|for|during|since|over) (?:the )?(?:Q[1-4](?: 2026)?|20\d\d|first half of (?:2026|the year)|last \d+ (?:days|months)|may|june|july|august|september|october|march|april)|last (?:month|week|quarter)|this (?:year|month|quarter))\??$/i

const RULES: readonly { readonly rule: string; readonly rewrite: (text: string) => string }[] = [
  { rule: 'synonyms', rewrite: (text) => firstOf(SYNONYMS, text) },
  { rule: 'period wording', rewrite: (text) => firstOf(PERIODS, text) },
  { rule: 'word order', rewrite: (text) => text.replace(PERIOD_AT_END, '').replace(/^/, periodInFront(text)) },
  { rule: 'politeness', rewrite: (text) => `Could you please show me: ${text.replace(/^(?:please )?show me /i, '')}` },
  { rule: 'typo', rewrite: withTypo },
  { rule: 'shouting', rewrite: (text) => text.toUpperCase() },
]

/** Other ways of asking the same, by rule; rules that change nothing leave nothing. */
export function paraphrasesOf({ text, before = [], expected }: Question): Paraphrase[] {
  if (expected.kind !== 'rows') return []
  return RULES.flatMap(({ rule, rewrite }) => {
    const changed = rewrite(text)
    return changed === text ? [] : [{ rule, turns: [...before, changed] }]
  })
}

/** Only one place is rewritten: two rewritings of one place would undo each other. */
function firstOf(rewrites: readonly Rewrite[], text: string): string {
  const found = rewrites.find(([from]) => text.search(from) !== -1)
  return found === undefined ? text : text.replace(found[0], found[1]).replace(/\b(in|for) in\b/gi, 'in')
}

function periodInFront(text: string): string {
  const found = PERIOD_AT_END.exec(text)?.[1]
  return found === undefined ? '' : `${found}, `
}

/** Two letters beside each other swapped in the longest word of small letters, the same ones every time. */
function withTypo(text: string): string {
  const [longest = ''] = [...text.matchAll(/(?<![\p{L}\d&-])[a-z]{7,}(?![\p{L}\d-])/gu)]
    .map(([word]) => word)
    .toSorted((left, right) => right.length - left.length)
  if (longest === '') return text
  const at = 2 + (text.length % (longest.length - 4))
  const swapped = `${longest.slice(0, at)}${longest[at + 1]}${longest[at]}${longest.slice(at + 2)}`
  return text.replace(longest, swapped)
}
