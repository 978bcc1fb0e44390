/** One seller at one time: what was said of it (more is worse), and whether it came to pass. */
export type Case = { readonly said: number; readonly happened: boolean }

export type Auc = {
  /** How often what came to pass was said to be worse than what did not, ties counting half; null without both kinds. */
  readonly value: number | null
  /** Half the width of its 95 % interval, after Hanley and McNeil (1982). */
  readonly margin: number | null
  readonly cases: number
  readonly happened: number
}

/** The area under the curve of hits against false alarms: 0.5 is chance, 1 is perfect, below 0.5 is worse than chance. */
export function aucOf(cases: readonly Case[]): Auc {
  const happened = cases.filter((one) => one.happened).length
  const others = cases.length - happened
  if (happened === 0 || others === 0) return { value: null, margin: null, cases: cases.length, happened }
  const value = (rankSum(cases) - (happened * (happened + 1)) / 2) / (happened * others)
  const q1 = value / (2 - value)
  const q2 = (2 * value * value) / (1 + value)
  const variance =
    (value * (1 - value) + (happened - 1) * (q1 - value * value) + (others - 1) * (q2 - value * value)) /
    (happened * others)
  return { value, margin: 1.96 * Math.sqrt(Math.max(0, variance)), cases: cases.length, happened }
}

/** The ranks of what happened, the mildest saying first; equal sayings share their mean rank. */
function rankSum(cases: readonly Case[]): number {
  const sorted = cases.toSorted((one, other) => one.said - other.said)
  let sum = 0
  for (let from = 0; from < sorted.length; ) {
    let until = from
    while (until < sorted.length && sorted[until]?.said === sorted[from]?.said) until += 1
    const rank = (from + 1 + until) / 2
    sum += rank * sorted.slice(from, until).filter((one) => one.happened).length
    from = until
  }
  return sum
}
