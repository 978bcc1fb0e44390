import { type Sentence, takeAll } from './parts.ts'

const ALL = '(?: it| that| this| those| all| everything| them| amounts| figures| ,)*'
const INTO = new RegExp(
  ` (?:convert|converted|converting|conversion|expressed|translated|everything|equivalent)${ALL}(?: into| to| in| as) f:currency:(?<code>\\w+)(?: converted| conversion)?(?= )`,
)
const BEHIND = new RegExp(
  `(?: (?:in|to|into))? f:currency:(?<code>\\w+)(?: ,)?${ALL} (?:converted|equivalent|equivalents|terms)(?= )`,
)

/** The currency that everything is to be converted into; a currency alone narrows, and is no conversion. */
export function readConversion(sentence: Sentence): string | null {
  let into: string | null = null
  for (const pattern of [INTO, BEHIND])
    takeAll(sentence, pattern, ({ code = '' }) => {
      into ??= code
      return ''
    })
  return into
}
