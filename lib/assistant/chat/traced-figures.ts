/** Figures as answers write them: digits with grouping and decimals. */
const FIGURE = /(?<![\w.,-])-?\d[\d,]*(?:\.\d+)?(?![\d])/g

const plain = (figure: string) =>
  figure
    .replaceAll(',', '')
    .replace(/^-/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

const figuresOf = (text: string) => [...text.matchAll(FIGURE)].map(([figure]) => figure)

/** Days as people write them out: the year, the month and the day of an ISO date. */
const dateParts = (text: string) =>
  [...text.matchAll(/\b(\d{4})-(\d\d)-(\d\d)\b/g)].flatMap(([, year = '', month = '', day = '']) =>
    [year, month, day].map((part) => part.replace(/^0/, '')),
  )

/** Whether a text holds this very figure, however it is grouped. */
export const saysFigure = (text: string, figure: string): boolean => figuresOf(text).map(plain).includes(plain(figure))

/** Counting to this needs no source: "the three sellers", "top 10". */
const COUNTED_MAX = 12

/**
 * The figures of an answer that stand in none of its sources: tool results, the question. Whatever comes back was made up or
 * computed by the model, and the answer says so.
 */
export function untracedFigures(answer: string, sources: readonly string[]): string[] {
  const known = new Set([...sources.flatMap(figuresOf).map(plain), ...sources.flatMap(dateParts)])
  const untraced = figuresOf(answer).filter((figure) => {
    const value = plain(figure)
    return !known.has(value) && !(/^\d{1,2}$/.test(value) && Number(value) <= COUNTED_MAX)
  })
  return [...new Set(untraced)]
}
