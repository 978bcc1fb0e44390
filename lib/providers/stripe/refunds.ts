import { callerFor } from './caller.ts'
import { fetchObject } from './fetch.ts'
import { mapRefund } from './map-money.ts'
import type { RefundRow } from './rows.ts'
import { find, type LookUp, type Once, orTrouble, type PayingEntity, type ProviderOutcome, write } from './send.ts'

type NewRefund = {
  readonly entity: PayingEntity
  /** The account the charge is on: the platform's own, or a seller's. */
  readonly account: string
  readonly chargeId: string
  readonly amountMinor: bigint
  readonly reason: 'requested_by_customer' | 'duplicate' | 'fraudulent'
  /** Of a destination charge: the transfer and our fee go back along with it, in proportion. */
  readonly isTransferReversed: boolean
  readonly isFeeRefunded: boolean
  readonly metadata: Readonly<Record<string, string>>
}

/** Gives a buyer money back, at most once per key (docs.stripe.com/api/refunds/create). */
export function createRefund(input: NewRefund, once: Once): Promise<ProviderOutcome<RefundRow>> {
  const { entity, account, chargeId, amountMinor, reason, metadata } = input
  const params = {
    charge: chargeId,
    amount: amountMinor.toString(),
    reason,
    metadata,
    ...(input.isTransferReversed ? { reverse_transfer: 'true' } : {}),
    ...(input.isFeeRefunded ? { refund_application_fee: 'true' } : {}),
  }
  return write(callerFor(entity, account), 'refunds', { params, ...once }, { expected: 'refund', map: mapRefund })
}

type SoughtRefund = Pick<NewRefund, 'entity' | 'account' | 'chargeId'> & { readonly metadataProposal: string }

/** Whether a refund that was sent exists at Stripe after all, among those of its charge. */
export function findRefund({ entity, account, chargeId, metadataProposal }: SoughtRefund): Promise<LookUp<RefundRow>> {
  const list = { path: 'refunds', query: { charge: chargeId }, proposal: metadataProposal }
  return find(callerFor(entity, account), list, mapRefund)
}

/** One refund by its id, to prove what a person says about it. */
export function readRefund(entity: PayingEntity, account: string, id: string): Promise<LookUp<RefundRow>> {
  const caller = callerFor(entity, account)
  return orTrouble(async () => {
    const { wire, asOf } = await fetchObject(caller, 'refund', id)
    return mapRefund(wire, { account: caller.account, asOf })
  })
}
