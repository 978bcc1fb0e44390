/** Words that begin a question or a wish of their own. */
const BEGIN = 'show|list|tell|give|explain|what|which|why|how|when|who|compare|find|describe|summari[sz]e'
/** "And is it held": a verb with a subject of its own. */
const ASKS = '(?:is|are|was|were|do|does|did|has|have) (?:it|its|they|their|there|we|any|this|that)'
const BETWEEN = new RegExp(
  `[?;.!]+\\s+(?:(?:and|also|then|plus)\\s+)*(?=\\S)|,?\\s+(?:and|then|and then|plus)(?:\\s+(?:also|then|please))*\\s+(?=(?:${BEGIN}|${ASKS})\\b)|,\\s+(?=(?:why|how|what|which|who|when)\\b)`,
  'i',
)
const CLAUSES_MAX = 4

/** What a question asks one after the other; one clause for most. */
export function clausesOf(question: string): string[] {
  const clauses: string[] = []
  let rest = question.trim()
  while (clauses.length < CLAUSES_MAX - 1) {
    const found = BETWEEN.exec(rest)
    if (found === null || found.index === 0) break
    clauses.push(rest.slice(0, found.index).trim())
    rest = rest.slice(found.index + found[0].length).trim()
  }
  return [...clauses, rest].filter((one) => one !== '')
}
