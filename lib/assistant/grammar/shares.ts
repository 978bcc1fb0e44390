import { type Sentence, takeAll } from './parts.ts'

const WORD =
  / (?:what |which |in |as |with |how (?:big|large|much) )?(?:of )?(?:an? |the )?(?:relative )?(?:mix|weight|weights|share|shares|percent|percentage|percentages|percentagewise|proportion|proportions|fraction|portion|part|parts|contribution|contributions|slice|chunk|piece|cut(?= of )|composition|distribution|distributed|make up|makes up|made up)(?! (?:increase|decrease|drop|growth|change|decline|rise|fall|gain|loss|jump|dip) )(?: of(?: the| our| all| total)*)?(?= )/
/** "How much of our volume comes from Germany": of a whole, where a value is named. */
const HOW_MUCH_OF =
  / how much of(?: the| our| all| total)* (?=(?:p:\d+ |f:currency:\S+ )*m:\w+ (?:\S+ )*?(?:comes?|came|is|was|were|are|goes|went|did|does|do|belongs?|from|by|through|with|in|on)(?: \S+)* f:)/
const IN_FRONT =
  /(?<! (?:each|every|per|by|across|which|what|top)) f:(?<dimension>country|method|category|currency):(?<value>\S+) d:seller(?= )/

/** What a part does, besides being one. */
const MAKES =
  / (?:represents?|represented|constitutes?|constituted|holds?|held|claims?|claimed|occup(?:y|ies|ied)|commands?|captures?|captured|owns?|owned|belongs?)(?= )/

/** Whether parts of the whole are wanted; takes the words that say so. */
export function readShare(sentence: Sentence): boolean {
  // How a whole is divided is said by its parts.
  let wants =
    / how (?:is|are|was|were) .*(?:split|divided|spread|broken down) | (?:breakdown|split) of /.test(sentence.text) &&
    / d:/.test(sentence.text)
  for (const pattern of [HOW_MUCH_OF, WORD])
    takeAll(sentence, pattern, () => {
      wants = true
      return ''
    })
  if (wants) takeAll(sentence, MAKES, () => '')
  if (wants)
    takeAll(
      sentence,
      / (?:divided|spread|distributed|apportioned|allocated|bring in|brought in|relative)(?= )/,
      () => '',
    )
  // "What part did US sellers have": the country's, not each seller's within it.
  if (wants) takeAll(sentence, IN_FRONT, ({ dimension = '', value = '' }) => `f:${dimension}:${value}`)
  return wants
}
