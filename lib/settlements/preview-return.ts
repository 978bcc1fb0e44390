import type { Entity } from '#lib/entities/entity.ts'
import { divideHalfAway } from '#lib/money/allocate.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import type { RefundFact, Source } from './facts.ts'
import { invoiceOfCharge } from './read-facts.ts'
import { isSide } from './side-versions.ts'

/** What would change for one payee, settlement currency. */
export type ReturnOfSeller = {
  readonly sellerId: string
  readonly name: string
  readonly owedBefore: bigint
  readonly owedAfter: bigint
  /** What a reversal would take back now, and what the next settlements would keep back. */
  readonly clawedBack: bigint
  readonly carried: bigint
}

/** What giving a buyer money back would come to, before anybody does it. Minor units. */
export type ReturnPreview = {
  readonly pattern: Evaluation['pattern']
  /** Currency the shares are owed in. */
  readonly currency: string
  readonly sellers: readonly ReturnOfSeller[]
  readonly commissionBefore: bigint
  readonly commissionAfter: bigint
  readonly taxBefore: bigint
  readonly taxAfter: bigint
  /** Stripe's fee of the sale, which does not come back. */
  readonly processorFeeKept: bigint
}

type Asked = {
  readonly entity: Entity
  readonly chargeId: string
  /** The account the charge is on: the platform's own, or a seller's. */
  readonly account: string
  readonly chargedMinor: bigint
  readonly amountMinor: bigint
  /** The dispute that would be lost; left out for a refund. */
  readonly disputeId?: string
  readonly at: Date
}

/**
 * Decides a settlement once as it is and once as if the amount had gone back to the buyer, and tells the difference: the same rules
 * as settling itself, nothing written. Null while nothing of the charge is settled.
 */
export async function previewReturn(tx: Sql, asked: Asked): Promise<ReturnPreview | null> {
  const { entity, chargeId, account, at } = asked
  const invoice = account === entity.stripeAccount ? await invoiceOfCharge(tx, account, chargeId) : null
  const source: Source = invoice === null ? { kind: 'charge', id: chargeId } : { kind: 'invoice', id: invoice }
  const before = await evaluate(tx, { entity, source, at, isLocking: false })
  if (before.collection.kind !== 'collected') return null
  const after = await evaluate(tx, { entity, source, at, isLocking: false, supposed: supposedOf(asked, before) })
  const [was, is] = [sumsOf(before), sumsOf(after)]
  return {
    pattern: before.pattern,
    currency: before.collection.settled.currency,
    sellers: after.shares.map((share) => {
      const own = before.shares.find(({ seller }) => seller.id === share.seller.id)
      return {
        sellerId: share.seller.id,
        name: share.seller.name,
        owedBefore: own?.owedMinor ?? 0n,
        owedAfter: share.owedMinor,
        clawedBack: reversedBy(share) - reversedBy(own),
        carried: share.step.carryMinor - (own?.step.carryMinor ?? 0n),
      }
    }),
    commissionBefore: was.commission,
    commissionAfter: is.commission,
    taxBefore: was.tax,
    taxAfter: is.tax,
    processorFeeKept: before.collection.feeMinor,
  }
}

/** Of a direct charge it is the fee that would go back, in proportion. */
function supposedOf(asked: Asked, { pattern, facts }: Evaluation): RefundFact {
  const { amountMinor, chargedMinor, chargeId, disputeId = 're_supposed', at } = asked
  const isOfFee = pattern === 'direct' && facts.fee !== null && chargedMinor > 0n
  return {
    id: disputeId,
    status: 'succeeded',
    chargeId,
    amountMinor: isOfFee ? divideHalfAway((facts.fee?.amountMinor ?? 0n) * amountMinor, chargedMinor) : amountMinor,
    balanceTransactionId: 'txn_supposed',
    createdAt: at,
    cashMinor: null,
  }
}

function sumsOf({ lines }: Evaluation): { commission: bigint; tax: bigint } {
  const own = lines.filter((line) => !isSide(line))
  return {
    commission: own.reduce((sum, line) => sum + line.commissionMinor, 0n),
    tax: own.reduce((sum, line) => sum + line.taxMinor, 0n),
  }
}

const reversedBy = (share: Evaluation['shares'][number] | undefined): bigint =>
  share?.step.reverse.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) ?? 0n
