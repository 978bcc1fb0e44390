const SMALL_NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const TEENS = 'thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** Numbers as people write them out. */
export const NUMBER_WORDS: ReadonlyMap<string, string> = new Map([
  ...SMALL_NUMBERS.map((word, index) => [word, `${index + 1}`] as const),
  ...TEENS.map((word, index) => [word, `${index + 13}`] as const),
  ...TENS.flatMap((word, ten) => [
    [word, `${(ten + 2) * 10}`] as const,
    ...SMALL_NUMBERS.slice(0, 9).map((one, index) => [`${word} ${one}`, `${(ten + 2) * 10 + index + 1}`] as const),
  ]),
  ['a dozen', '12'],
  ['half a dozen', '6'],
  ['a hundred', '100'],
  ['one hundred', '100'],
  ['two hundred', '200'],
  ['five hundred', '500'],
  ['a thousand', '1000'],
  ['one thousand', '1000'],
  ['two thousand', '2000'],
  ['five thousand', '5000'],
  ['ten thousand', '10000'],
])

const ALL = [...NUMBER_WORDS.keys()].toSorted((left, right) => right.length - left.length).join('|')
const OF_UNIT = new RegExp(
  ` (${ALL})(?<half> and a half)?(?= (?:percent|per cent|percentage|points?|pts?|times|thousand|million|k|euros?|dollars?|pounds?|yen|eur|usd|gbp|jpy|chf|kwd|or more|or fewer|or less) )`,
  'g',
)
const MADE_IT = new RegExp(
  ` (make it|make that|make them|limit to|only|top|bottom) (${ALL})(?= (?:$|please|sellers|of|rows))`,
  'g',
)
const PARTS: Readonly<Record<string, string>> = {
  half: '50',
  third: '33.333333',
  quarter: '25',
  fifth: '20',
  tenth: '10',
}

/** "Two and a half percent", "five or more", "top dozen": in figures, where they measure or bound something. */
export const numbersSaid = (text: string): string =>
  text
    .replace(
      OF_UNIT,
      (_, word: string, half?: string) => ` ${NUMBER_WORDS.get(word) ?? word}${half === undefined ? '' : '.5'}`,
    )
    .replace(/ (\d+) and a half(?= )/g, ' $1.5')
    .replace(/ (\d+(?:\.\d+)?) (?:percent(?:age)?|per cent) points?(?= )/g, ' $1 points')
    .replace(/ (\d+(?:\.\d+)?) (?:percent|per cent)(?= )/g, ' $1%')
    .replace(/ (\d+) thousand(?= )/g, ' $1000')
    .replace(/ (\d+) million(?= )/g, ' $1000000')
    .replace(/ (top|bottom|first|last|best|worst) (?:half a )dozen(?= )/g, ' $1 6')
    .replace(/ (top|bottom|first|best|worst|the) dozen(?= )/g, ' $1 12')
    .replace(MADE_IT, (_, before: string, word: string) => ` ${before} ${NUMBER_WORDS.get(word) ?? word}`)
    .replace(
      / (by|over|than|least) (?:a |one )(half|third|quarter|fifth|tenth)(?= (?!of (?!what |the |our |all |total )|to |over |on |ago |earlier |before ))/g,
      (_, bound: string, part: string) => ` ${bound} ${PARTS[part]}%`,
    )
