import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { read, type Sql, SYSTEM } from '#lib/platform/db.ts'
import type { Share } from './decide-shares.ts'
import { evaluate } from './evaluate.ts'
import type { Source } from './facts.ts'

/** What one payee would be paid now in one currency, minor units. */
export type SettlingPreview = {
  readonly sellerId: string
  readonly seller: string
  readonly currency: string
  readonly settlementCount: number
  /** Due and in nobody's way: transfers that are proposed, or would be. */
  readonly payableMinor: bigint
  /** Waits by contract. */
  readonly heldMinor: bigint
  /** Waits because of `reasons`. */
  readonly pausedMinor: bigint
  /** What sellers would be asked to give back. */
  readonly reversalMinor: bigint
  readonly reasons: readonly { readonly sentence: string; readonly count: number }[]
}

type Total = { -readonly [Key in keyof SettlingPreview]: SettlingPreview[Key] } & { words: Map<string, number> }

const READ_AT_ONCE = 200

/**
 * What settling would come to now: every settlement that is not done is decided again, with every check, and nothing is
 * written. By seller and currency, sellers in the order of their names.
 */
export async function previewSettling(entity: Entity, at: Date): Promise<SettlingPreview[]> {
  const totals = new Map<string, Total>()
  let after = ''
  for (;;) {
    const found = await read(SYSTEM(entity), async (tx) => {
      const open = await openSettlements(tx, after)
      for (const { settlementId: _, ...source } of open) {
        const { shares, collection } = await evaluate(tx, { entity, source, at, isLocking: false })
        if (collection.kind !== 'collected') continue
        for (const share of shares) addShare(totals, share, collection.settled.currency)
      }
      return open
    })
    const last = found.at(-1)
    if (last === undefined) break
    after = last.settlementId
  }
  return [...totals.values()]
    .map(({ words, ...total }) => ({
      ...total,
      reasons: [...words]
        .map(([sentence, count]) => ({ sentence, count }))
        .toSorted((one, two) => two.count - one.count),
    }))
    .toSorted(
      (left, right) => left.seller.localeCompare(right.seller, 'en') || (left.currency < right.currency ? -1 : 1),
    )
}

function openSettlements(tx: Sql, after: string): Promise<(Source & { readonly settlementId: string })[]> {
  return tx.sql(
    `SELECT id AS "settlementId", source_kind AS kind, source_id AS id FROM settlement s
      WHERE entity_id = $1 AND livemode = $2 AND s.id > $3 AND NOT before_go_live
        AND (state IN ('paused', 'proposed')
             OR EXISTS (SELECT FROM settlement_share h WHERE h.settlement_id = s.id AND h.next_due_on IS NOT NULL))
      ORDER BY s.id LIMIT $4`,
    [tx.scope.entityId, tx.scope.livemode, after, READ_AT_ONCE],
  )
}

function addShare(totals: Map<string, Total>, { seller, owedMinor, due, step }: Share, currency: string): void {
  const key = `${seller.id} ${currency}`
  const total = totals.get(key) ?? {
    sellerId: seller.id,
    seller: seller.name,
    currency,
    settlementCount: 0,
    payableMinor: 0n,
    heldMinor: 0n,
    pausedMinor: 0n,
    reversalMinor: 0n,
    reasons: [],
    words: new Map<string, number>(),
  }
  const left = owedMinor - due.heldMinor - step.netMinor
  total.settlementCount += 1
  total.heldMinor += due.heldMinor
  total.reversalMinor += step.reverse.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  if (left > 0n && step.state === 'proposed') total.payableMinor += left
  if (left > 0n && step.state === 'paused') total.pausedMinor += left
  if (step.reason !== '') total.words.set(step.reason, (total.words.get(step.reason) ?? 0) + 1)
  totals.set(key, total)
}

/** The preview as a person reads it on a terminal. */
export function settlingWords(preview: readonly SettlingPreview[]): string {
  if (preview.length === 0) return 'Nothing is waiting to be settled or paid.'
  return preview
    .map((total) => {
      const amount = (minor: bigint) => formatMoney({ minor, currency: total.currency })
      const parts = [
        `${amount(total.payableMinor)} payable now`,
        total.heldMinor === 0n ? '' : `${amount(total.heldMinor)} wait by contract`,
        total.pausedMinor === 0n ? '' : `${amount(total.pausedMinor)} paused`,
        total.reversalMinor === 0n ? '' : `${amount(total.reversalMinor)} to take back`,
      ].filter((part) => part !== '')
      const reasons = total.reasons.map(({ sentence, count }) => `    ${count} × ${sentence}`)
      return [
        `${total.seller} (${total.settlementCount} settlement${total.settlementCount === 1 ? '' : 's'}): ${parts.join(', ')}`,
        ...reasons,
      ].join('\n')
    })
    .join('\n')
}
