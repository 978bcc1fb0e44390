import { onceKeyFor } from '#lib/approvals/once-key.ts'
import { propose } from '#lib/approvals/propose.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { convert } from '#lib/rates/rate.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { restrictionOf, type Seller, sellerSince } from '#lib/sellers/model.ts'
import { readSellerHistory } from '#lib/transfers/read-seller-history.ts'
import type { TransferArguments } from '#lib/transfers/transfer-arguments.ts'
import { keepBack, lockCarrying, NO_CARRYING, readCarrying, sumOf, writeKept } from '../carry.ts'
import type { Recheck } from '../recheck-transfer.ts'
import { type Adjustment, adjustmentBy } from './adjustment.ts'

type Paying = {
  readonly entity: Entity
  readonly adjustment: Adjustment
  readonly seller: Seller
  /** The person who asks for it once more; left out when it follows from the approval. */
  readonly askedBy?: string
  readonly at: Date
}

/**
 * What a seller is owed by an adjustment first nets what it owes from earlier settlements; the rest is proposed as a transfer
 * that no charge funds: it draws on the available balance. Returns the proposal's id, or null when nothing is left to pay.
 */
export async function payCredit(tx: Sql, { entity, adjustment, seller, askedBy, at }: Paying): Promise<string | null> {
  const { id, amountMinor, currency, reason } = adjustment
  const asked = { sellerId: seller.id, currency, settlementId: id }
  await lockCarrying(tx, asked)
  const { open, kept: before } = await readCarrying(tx, asked)
  const kept = keepBack({ ...NO_CARRYING, kept: before, open }, amountMinor, true)
  await writeKept(tx, { ...asked, before, after: kept, at })
  const left = amountMinor - sumOf(kept)
  if (left === 0n) return null
  const amount = money(left, currency)
  const since = sellerSince(seller)
  const proposal = await propose(tx, {
    entity,
    kind: 'transfer.create',
    onceKey: await onceKeyFor(tx, `adjustment:${id}:transfer`),
    arguments: {
      account: entity.stripeAccount,
      amountMinor: left.toString(),
      currency,
      destination: seller.stripeAccount,
      sourceTransaction: '',
      transferGroup: id,
      settlementId: '',
      sellerId: seller.id,
      orderId: '',
    } satisfies TransferArguments,
    amount,
    functional: await convert(tx, amount, entity.functionalCurrency, accountingOn(entity, at)),
    seller: {
      id: seller.id,
      since,
      history: await readSellerHistory(tx, {
        account: entity.stripeAccount,
        sellerId: seller.id,
        destination: seller.stripeAccount,
        currency,
      }),
    },
    subject: { kind: 'adjustment', id },
    summary: `Transfer ${formatMoney({ minor: left.toString(), currency })} to ${seller.name} for an adjustment (${reason}).`,
    reasoning: `${adjustment.note} No charge funds it: it draws on the available balance.`,
    evidence: [
      { label: 'The adjustment', kind: 'adjustment', id },
      { label: seller.name, kind: 'seller', id: seller.id },
    ],
    checks: [],
    effects: [],
    shapedBy: [adjustment.createdBy],
    proposedBy: askedBy === undefined ? { kind: 'system', id: 'settlements' } : { kind: 'person', id: askedBy },
    at,
  })
  return proposal.id
}

type Asked = {
  readonly adjustmentId: string
  readonly sellerId: string
  readonly destination: string
  readonly amountMinor: bigint
  readonly currency: string
}

/** Runs every check again for a transfer that pays an adjustment. */
export async function recheckCredit(tx: Sql, asked: Asked): Promise<Recheck> {
  const adjustment = await adjustmentBy(tx, asked.adjustmentId)
  const seller = await resolveSeller(tx, asked.sellerId)
  if (adjustment === null || adjustment.postedAt === null || seller === null) return no('The adjustment is gone.')
  if (seller.stripeAccount !== asked.destination) return no('The seller’s account is another one now.')
  const { kept } = await readCarrying(tx, { ...asked, settlementId: adjustment.id })
  if (adjustment.amountMinor - sumOf(kept) !== asked.amountMinor) return no('The amount owed has changed since.')
  const [hold] = await tx.sql<{ reason: string }>(
    'SELECT reason FROM seller_hold WHERE seller_id = $1 AND lifted_at IS NULL ORDER BY id LIMIT 1',
    [seller.id],
  )
  const why = hold === undefined ? restrictionOf(seller) : `${seller.name} is held: ${hold.reason}`
  return why === null ? { ok: true } : { ok: false, void: false, reason: why }
}

const no = (reason: string): Recheck => ({ ok: false, reason, void: true })
