import type { LeftBehind } from './model.ts'
import type { RemainderPart } from './remainder.ts'
import { classOfCategory } from './remainder-lines.ts'

/**
 * What was available and was not paid out, by category: what the category itself says, else timing where it became available
 * within the last day before the payout, else a minimum that stays in the balance. The parts add up to what was left.
 */
export function leftBehind(left: readonly LeftBehind[]): RemainderPart[] {
  return left.flatMap((one) => {
    const named = classOfCategory(one.category, one.netMinor)
    const what = one.category.replaceAll('_', ' ')
    if (named !== null) {
      const evidence = `${one.count} of ${what} stayed in the balance`
      return one.netMinor === 0n ? [] : [{ class: named, minor: one.netMinor, evidence, ids: one.ids }]
    }
    return [...late(one, what), ...early(one, what)]
  })
}

function late({ lateMinor, ids }: LeftBehind, what: string): RemainderPart[] {
  if (lateMinor === 0n) return []
  const evidence = `${what} that became available within a day before the payout`
  return [{ class: 'timing', minor: lateMinor, evidence, ids }]
}

/** Money that stays longer is kept back on purpose; a debt that stays longer has no reason that we can see. */
function early({ netMinor, lateMinor, ids }: LeftBehind, what: string): RemainderPart[] {
  const minor = netMinor - lateMinor
  if (minor === 0n) return []
  return minor > 0n
    ? [{ class: 'minimum_balance', minor, evidence: `${what} that had been available for more than a day`, ids }]
    : [{ class: 'unexplained', minor, evidence: `${what} that had been due for more than a day`, ids }]
}
