import type { Auc } from './auc.ts'
import type { Backtest } from './backtest.ts'

const THREE = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 })

const said = ({ value, margin }: Auc) =>
  value === null ? '–' : `${THREE.format(value)} ± ${THREE.format(margin ?? 0)}`

/** The back-test as a table of text, each figure beside the naive one. */
export function backtestText({ days, sellers, predictions }: Backtest): string {
  const [first] = days
  if (first === undefined) return 'There are not 140 days of sales yet: nothing can be tested.'
  const lines = predictions.map(
    ({ outcome, score, naive }) =>
      `${outcome.padEnd(26)} ${said(score).padEnd(16)} ${said(naive).padEnd(16)} ${score.happened} of ${score.cases}`,
  )
  return [
    `${days.length} times from ${first} to ${days.at(-1)}, ${sellers} sellers with ten orders and more in the four weeks before.`,
    `${'In the next four weeks it'.padEnd(26)} ${'score'.padEnd(16)} ${'volume change'.padEnd(16)} came to pass`,
    ...lines,
    'Area under the curve with its 95 % interval; 0.5 is chance.',
  ].join('\n')
}
