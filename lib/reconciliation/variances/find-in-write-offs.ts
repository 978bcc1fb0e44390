import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { isFound } from './find-again.ts'
import { FOUND_MAX, type FoundVariance } from './finding.ts'
import { standingWriteOffs } from './write-off-store.ts'

/** Write-offs that stand although the facts do not show what was written off any more, or show another amount. */
export async function findInWriteOffs(tx: Sql, found: readonly FoundVariance[]): Promise<FoundVariance[]> {
  const standing = await standingWriteOffs(tx)
  const full = new Set(
    [...Map.groupBy(found, (one) => one.class)].flatMap(([name, list]) => (list.length >= FOUND_MAX ? [name] : [])),
  )
  return standing
    .filter((one) => !full.has(one.class) && !isFound(found, one))
    .map(({ varianceId, sellerId, currency, amountMinor, postedOn, subjectKind, subjectId }) => ({
      class: 'written_off_in_vain',
      subjectKind: 'variance',
      subjectId: varianceId,
      sellerId,
      currency,
      amountMinor: -amountMinor,
      happenedOn: postedOn,
      summary: `${formatMoney(money(amountMinor < 0n ? -amountMinor : amountMinor, currency))} were written off on ${postedOn}, and the difference is not there any more.`,
      evidence: [
        { label: 'What was written off', kind: 'variance', id: varianceId },
        { label: `The ${subjectKind.replaceAll('_', ' ')}`, kind: subjectKind, id: subjectId },
      ],
    }))
}
