import type { LeftBehind } from './model.ts'
import type { RemainderPart } from './remainder.ts'
import { classOfCategory } from './remainder-lines.ts'

/**
 * What was available and was not paid out. What a category itself explains is named by it. Of the rest together: timing, where it
 * became available within the last day before the payout; else a minimum that stays in the balance. The parts add up to what was
 * left.
 */
export function leftBehind(left: readonly LeftBehind[]): RemainderPart[] {
  const isNamed = ({ category, netMinor }: LeftBehind) => classOfCategory(category, netMinor) !== null
  const rest = left.filter((one) => !isNamed(one))
  return [...left.filter(isNamed).flatMap(byCategory), ...late(rest), ...early(rest)]
}

const words = (category: string) => category.replaceAll('_', ' ')

function byCategory({ category, count, netMinor, ids }: LeftBehind): RemainderPart[] {
  const named = classOfCategory(category, netMinor)
  if (named === null || netMinor === 0n) return []
  return [{ class: named, minor: netMinor, evidence: `${count} of ${words(category)} stayed in the balance`, ids }]
}

function late(left: readonly LeftBehind[]): RemainderPart[] {
  const found = left.filter(({ lateMinor }) => lateMinor !== 0n)
  const minor = found.reduce((sum, { lateMinor }) => sum + lateMinor, 0n)
  if (minor === 0n) return []
  return [
    {
      class: 'timing',
      minor,
      evidence: `${listed(found)} that became available within a day before it`,
      ids: idsOf(found),
    },
  ]
}

/** Money that stays longer is kept back on purpose; a debt that stays longer has no reason that we can see. */
function early(left: readonly LeftBehind[]): RemainderPart[] {
  const found = left.filter(({ netMinor, lateMinor }) => netMinor !== lateMinor)
  const minor = found.reduce((sum, { netMinor, lateMinor }) => sum + netMinor - lateMinor, 0n)
  if (minor === 0n) return []
  const since = minor > 0n ? 'had been available' : 'had been due'
  return [
    {
      class: minor > 0n ? 'minimum_balance' : 'unexplained',
      minor,
      evidence: `${listed(found)} that ${since} for more than a day`,
      ids: idsOf(found),
    },
  ]
}

const IDS_MAX = 5
const idsOf = (left: readonly LeftBehind[]) => left.flatMap(({ ids }) => ids).slice(0, IDS_MAX)
const listed = (left: readonly LeftBehind[]) => left.map(({ category }) => words(category)).join(', ')
