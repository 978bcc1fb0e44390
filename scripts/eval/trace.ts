/** Figures of a text as digits: signs of thousands, currencies and units aside. */
const figuresIn = (text: string): string[] => [...text.matchAll(/\d[\d,.]*\d|\d/g)].map(([figure]) => plain(figure))

const plain = (figure: string) => figure.replaceAll(',', '').replace(/\.0+$/, '')

/** Rows that a sentence names before it says how many more there are. */
const NAMED_MAX = 10
const REST = /… and ([\d,]+) more/g

/** Figures of an answer that neither a tool nor the question said. "… and 12 more" has to be what is left of a count told. */
export function untraced(answer: string, told: string, turns: readonly string[]): string[] {
  const known = new Set([...figuresIn(told), ...turns.flatMap(figuresIn)])
  const rest = [...answer.matchAll(REST)].flatMap(([, count = '']) => {
    const left = Number(plain(count))
    const isCounted = Array.from({ length: NAMED_MAX }, (_, named) => `${left + named + 1}`).some((all) =>
      known.has(all),
    )
    return isCounted ? [] : [count]
  })
  return [...rest, ...figuresIn(answer.replaceAll(REST, '')).filter((figure) => !known.has(figure))]
}
