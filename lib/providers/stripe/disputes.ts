import { callerFor } from './caller.ts'
import { uploadStripe } from './client.ts'
import { fetchObject } from './fetch.ts'
import { mapDispute } from './map-connect.ts'
import type { DisputeRow } from './rows.ts'
import { type LookUp, type Once, orTrouble, type PayingEntity, type ProviderOutcome, write } from './send.ts'
import { StripeTrouble } from './stripe-trouble.ts'
import { text } from './wire.ts'

type OfDispute = {
  readonly entity: PayingEntity
  readonly account: string
  readonly disputeId: string
}

/** Stripe's name of each piece → words, or the id of an uploaded file; or the grounds of an appeal. */
export type Evidence =
  | Readonly<Record<string, string>>
  | {
      readonly appeal: {
        readonly card: { readonly reason_for_filing: string; readonly supporting_files: readonly string[] }
      }
    }

type Answer = OfDispute & {
  readonly evidence: Evidence
  readonly metadata: Readonly<Record<string, string>>
}

/** Sends the one answer that a bank takes (docs.stripe.com/api/disputes/update with `submit`). It cannot be taken back. */
export function submitEvidence(answer: Answer, once: Once): Promise<ProviderOutcome<DisputeRow>> {
  const { entity, account, disputeId, evidence, metadata } = answer
  const params = { evidence, metadata, submit: 'true' }
  const reading = { expected: 'dispute', map: mapDispute }
  return write(callerFor(entity, account), pathOf(disputeId), { params, ...once }, reading)
}

/** Gives a dispute up: the buyer's bank keeps the money, for good (docs.stripe.com/api/disputes/close). */
export function closeDispute(
  { entity, account, disputeId }: OfDispute,
  once: Once,
): Promise<ProviderOutcome<DisputeRow>> {
  const reading = { expected: 'dispute', map: mapDispute }
  return write(callerFor(entity, account), `${pathOf(disputeId)}/close`, { params: {}, ...once }, reading)
}

const pathOf = (disputeId: string) => `disputes/${encodeURIComponent(disputeId)}`

/** A dispute as it stands at Stripe now. */
export function readDispute({ entity, account, disputeId }: OfDispute): Promise<LookUp<DisputeRow>> {
  const caller = callerFor(entity, account)
  return orTrouble(async () => {
    const { wire, asOf } = await fetchObject(caller, 'dispute', disputeId)
    return mapDispute(wire, { account: caller.account, asOf })
  })
}

type EvidenceFile = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }

/** Uploads a document for a dispute; it moves nothing and nobody reads it before an answer names it. `file_…` */
export async function uploadEvidence(
  { entity, account }: Pick<OfDispute, 'entity' | 'account'>,
  file: EvidenceFile,
  { idempotencyKey }: Once,
): Promise<ProviderOutcome<{ readonly id: string }>> {
  try {
    const { body, requestId } = await uploadStripe(callerFor(entity, account), file, idempotencyKey)
    return { outcome: 'succeeded', object: { id: text(body, 'id') }, requestId }
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    const { code, message, requestId, kind } = error
    // Whatever became of the upload, nothing was sent to the bank yet.
    return { outcome: 'failed', code, message, requestId, retryable: kind !== 'refused', insufficient: false }
  }
}
