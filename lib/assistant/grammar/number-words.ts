const SMALL_NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** Numbers as people write them out. */
export const NUMBER_WORDS: ReadonlyMap<string, string> = new Map([
  ...SMALL_NUMBERS.map((word, index) => [word, `${index + 1}`] as const),
  ['fifteen', '15'],
  ['twenty', '20'],
  ['fifty', '50'],
  ['a hundred', '100'],
  ['one hundred', '100'],
  ['a thousand', '1000'],
  ['one thousand', '1000'],
])
