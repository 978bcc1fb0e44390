import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import { TIMELINE_SQL } from './timeline-sql.ts'

/** Something that happened to a seller or to its money. */
export type SellerMoment = {
  readonly id: string
  readonly by: 'system' | 'person' | 'agent'
  readonly sentence: string
  readonly at: string
  /** The object it is about, for a link. */
  readonly kind: string
  readonly objectId: string
}

type Asked = {
  readonly seller: { readonly id: string; readonly stripeAccount: string; readonly email: string }
  readonly timeZone: string
  readonly after?: string | null
  readonly before?: string | null
  readonly limit?: number
}

type Row = {
  id: string
  by: SellerMoment['by']
  sentence: string
  minor: bigint | null
  currency: string
  at: Date
  kind: string
  objectId: string
}

const PAGE = 50

/**
 * Everything that happened to a seller, newest first, a page at a time by instant and id: sales and refunds by day, transfers, payouts,
 * disputes, tickets, mail, alerts, what was posted by hand, and from the audit trail holds, proposals and contracts.
 */
export async function sellerTimeline(tx: Sql, asked: Asked): Promise<Page<SellerMoment>> {
  const { seller, timeZone, after = null, before = null, limit = PAGE } = asked
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Row>(TIMELINE_SQL(isBackward), [
    tx.scope.entityId,
    tx.scope.livemode,
    seller.id,
    seller.stripeAccount,
    seller.email,
    timeZone,
    isInstant(key?.value) ? key?.value : null,
    key?.id ?? null,
    limit + 1,
  ])
  return pageOf(rows.map(toMoment), {
    isBackward,
    isFirst: key === null,
    limit,
    keyOf: ({ at, id }) => ({ value: at, id }),
  })
}

const isInstant = (text: string | undefined) => text !== undefined && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)

const toMoment = ({ minor, currency, at, sentence, ...row }: Row): SellerMoment => ({
  ...row,
  at: at.toISOString(),
  sentence: minor === null ? sentence : `${sentence}: ${formatMoney({ minor, currency })}`,
})
