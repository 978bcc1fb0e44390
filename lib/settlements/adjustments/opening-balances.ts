import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { askToKeepBack } from '../carry.ts'
import { type Adjustment, adjustmentBy, insertAdjustment } from './adjustment.ts'
import { payCredit } from './pay-credit.ts'

/** What the old sheet says of one seller in one currency, minor units. */
export type OpeningBalance = {
  readonly sellerId: string
  readonly currency: string
  readonly payableMinor: bigint
  readonly receivableMinor: bigint
  readonly reservedMinor: bigint
}

type Opening = {
  readonly entity: Entity
  readonly proposalId: string
  /** The person who asked for the opening. */
  readonly createdBy: string
  /** The last accounting day of the old system. */
  readonly cutOverOn: string
  readonly balances: readonly OpeningBalance[]
  readonly at: Date
}

/**
 * Makes opening balances payable: what the old sheet owed beyond what our own settlements up to the cut-over still pay is proposed as
 * a transfer, and so falls into the next run; what a seller owed is kept back from its next settlements; what was reserved waits
 * until a person proposes it. The opening entry has posted all of it: nothing is posted here.
 */
export async function carryOpening(tx: Sql, opening: Opening): Promise<void> {
  for (const balance of opening.balances) {
    const { payableMinor, receivableMinor, reservedMinor } = balance
    const net = payableMinor - receivableMinor - (await stillPaidByUs(tx, balance, opening.cutOverOn))
    if (net !== 0n) await carryOne(tx, opening, balance, net, true)
    if (reservedMinor > 0n) await carryOne(tx, opening, balance, reservedMinor, false)
  }
}

async function carryOne(
  tx: Sql,
  { entity, proposalId, createdBy, cutOverOn, at }: Opening,
  { sellerId, currency }: OpeningBalance,
  amountMinor: bigint,
  isDue: boolean,
): Promise<void> {
  const id = newId('adj')
  const note = isDue
    ? `${amountMinor < 0n ? 'Owed by the seller' : 'Owed to the seller'} by the old system at the end of ${cutOverOn}.`
    : `Reserved by the old system at the end of ${cutOverOn}.`
  const once = {
    evidence: '',
    fileHash: '',
    lineNo: 0,
    recurs: '',
    untilOn: null,
    parentId: '',
    periodOn: null,
  } as const
  await insertAdjustment(tx, {
    ...once,
    id,
    sellerId,
    currency,
    amountMinor,
    reason: 'opening',
    note,
    proposalId,
    createdBy,
    at,
  })
  await tx.exec(
    'UPDATE adjustment SET posted_at = $2::text::timestamptz, starts_on = $3::text::date, open_minor = $4 WHERE id = $1',
    [id, at.toISOString(), cutOverOn, amountMinor < 0n ? -amountMinor : 0n],
  )
  if (amountMinor < 0n) return askToKeepBack(tx, { sellerId, currency, settlementId: id })
  if (isDue) await propose(tx, { entity, adjustment: await adjustmentBy(tx, id), at })
}

type Proposing = { readonly entity: Entity; readonly adjustment: Adjustment | null; readonly at: Date }

async function propose(tx: Sql, { entity, adjustment, at }: Proposing): Promise<void> {
  const seller = adjustment === null ? null : await resolveSeller(tx, adjustment.sellerId)
  if (adjustment !== null && seller !== null) await payCredit(tx, { entity, adjustment, seller, at })
}

/** What our settlements up to a day still pay by themselves: collected since go-live, and not transferred or kept back yet. */
async function stillPaidByUs(tx: Sql, { sellerId, currency }: OpeningBalance, cutOverOn: string): Promise<bigint> {
  const [row] = await tx.sql<{ minor: bigint }>(
    `SELECT coalesce(sum(h.owed_minor - h.transferred_minor - coalesce(k.minor, 0)), 0)::bigint AS minor
       FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
       LEFT JOIN LATERAL (SELECT sum(c.amount_minor) AS minor FROM settlement_carry c
                           WHERE c.to_settlement_id = h.settlement_id AND c.seller_id = h.seller_id) k ON true
      WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3 AND h.currency = $4 AND NOT s.before_go_live
        AND s.accounting_on <= $5::text::date`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, currency, cutOverOn],
  )
  return row?.minor ?? 0n
}
