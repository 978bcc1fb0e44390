import type { Answered } from './answer.ts'
import type { Gold } from './gold/gold.ts'
import type { Question } from './questions/question.ts'

export type GoldRow = Readonly<Record<string, string | null>>

export type Verdict = {
  readonly isRight: boolean
  /** Figures were given, and they are not the right ones: what must never happen silently. */
  readonly isSilentlyWrong: boolean
  /** Why it is not right; empty when it is. */
  readonly why: string
}

const RIGHT: Verdict = { isRight: true, isSilentlyWrong: false, why: '' }
const missed = (why: string): Verdict => ({ isRight: false, isSilentlyWrong: false, why })
const wrong = (why: string): Verdict => ({ isRight: false, isSilentlyWrong: true, why })

/** Whether an answer is what the gold says. */
export function judge({ expected }: Question, gold: readonly GoldRow[], answered: Answered): Verdict {
  const hasFigures = answered.outcome === 'rows' && answered.rows.length > 0
  switch (expected.kind) {
    case 'asked back':
    case 'refused':
      // Either is a "no" that says so; a question back to something impossible misleads nobody.
      if (answered.outcome === 'refused' || answered.outcome === 'asked back') return RIGHT
      return hasFigures ? wrong('answered with figures') : missed('answered')
    case 'facts': {
      if (!answered.tools.includes(expected.tool)) {
        const said = `called ${answered.tools.join(', ') || 'no tool'} instead of ${expected.tool}`
        return hasFigures ? wrong(said) : missed(said)
      }
      const absent = Object.entries(gold[0] ?? {}).filter(([, value]) => !answered.told.includes(String(value)))
      return absent.length === 0 ? RIGHT : missed(`nothing said ${absent.map(([name]) => name).join(', ')}`)
    }
    case 'rows': {
      if (answered.outcome !== 'rows') return missed(`${answered.outcome}: ${answered.text.slice(0, 160)}`)
      const why = differenceOf(expected, gold, answered.rows)
      return why === '' ? RIGHT : wrong(why)
    }
  }
}

/** Whether two answers are of the same rows. */
export const areSameRows = (left: Answered, right: Answered): boolean =>
  left.outcome === right.outcome &&
  JSON.stringify(left.rows.map(sorted).toSorted()) === JSON.stringify(right.rows.map(sorted).toSorted())

const sorted = (row: object) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const asAnswered = (column: string) => column.replace(/_before$/, '.before').replace(/_share$/, '.share')

function differenceOf(gold: Gold, goldRows: readonly GoldRow[], rows: Answered['rows']): string {
  const figures = gold.figures.filter((name) => name !== 'ranked')
  const keys = Object.keys(goldRows[0] ?? {}).filter((name) => !gold.figures.includes(name))
  const missing = [...keys, ...figures].filter((name) => rows[0] !== undefined && !(asAnswered(name) in rows[0]))
  if (missing.length > 0) return `says nothing of ${missing.join(', ')}`
  const spellGold = (row: GoldRow) => spell([...keys, ...figures].map((name) => row[name] ?? null))
  const spellRow = (row: GoldRow) => spell([...keys, ...figures].map((name) => row[asAnswered(name)] ?? null))
  const ranked = gold.top === undefined ? figures : figures.slice(0, 1)
  // A rate of zero is a place in a ranking; an amount or a count of nothing is no row.
  const canBeZero = gold.top !== undefined && /rate$|^time/.test(figures[0] ?? '')
  const counts = (value: string | null | undefined) => (canBeZero ? value != null : !isNothing(value))
  const some = goldRows.filter((row) => ranked.some((name) => counts(row[name])))
  const shown = rows.filter((row) => ranked.some((name) => counts(row[asAnswered(name)])))
  const known = new Set(some.map(spellGold))
  const strange = shown.find((row) => !known.has(spellRow(row)))
  if (strange !== undefined) return `not in the gold: ${spellRow(strange)}; e.g. ${[...known][0] ?? 'no row'}`
  if (gold.top === undefined) return shown.length === some.length ? '' : `${shown.length} rows of ${some.length}`
  return rankingOff(gold, some, shown)
}

/** A ranking has to be the gold's beginning, within each currency where amounts are ranked. */
function rankingOff(gold: Gold, goldRows: readonly GoldRow[], rows: readonly GoldRow[]): string {
  const [by = ''] = gold.figures
  const partOf = (row: GoldRow) => (gold.isByCurrency ? (row.currency ?? '') : '')
  for (const part of new Set(goldRows.map(partOf))) {
    const right = goldRows
      .filter((row) => partOf(row) === part)
      .map((row) => row[by] ?? null)
      .toSorted((left, right) => inOrder(left, right) * (gold.isUpward ? 1 : -1))
    const given = rows.filter((row) => partOf(row) === part)
    const least = gold.top === 'some' ? 1 : Math.min(Number(gold.top), right.length)
    if (given.length < least || (gold.top !== 'some' && given.length > least))
      return `${given.length} rows of ${part}, where ${least} were asked for`
    if (by === 'ranked') continue
    const off = given.findIndex((row, index) => numeric(row[by] ?? null) !== numeric(right[index] ?? null))
    if (off !== -1) return `place ${off + 1} of ${part} is ${given[off]?.[by]}, not ${right[off]}`
  }
  return ''
}

const isNothing = (value: string | null | undefined) => value === null || value === undefined || Number(value) === 0
/** Decimal text without what only looks different: trailing zeros. */
const numeric = (value: string | null) =>
  value !== null && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value
const spell = (values: readonly (string | null)[]) => values.map(numeric).join(' | ')
const inOrder = (left: string | null, right: string | null) => Number(left ?? '-1e18') - Number(right ?? '-1e18')
