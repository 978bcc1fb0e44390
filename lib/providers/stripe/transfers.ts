import { callerFor } from './caller.ts'
import { fetchExpanded, fetchObject } from './fetch.ts'
import { mapTransfer, mapTransferReversal } from './map-money.ts'
import type { TransferReversalRow, TransferRow } from './rows.ts'
import { find, type LookUp, type Once, orTrouble, type PayingEntity, type ProviderOutcome, write } from './send.ts'

type NewTransfer = {
  readonly entity: PayingEntity
  readonly amountMinor: bigint
  readonly currency: string
  readonly destination: string
  /** The charge that funds it; empty to draw on the available balance. */
  readonly sourceTransaction: string
  readonly transferGroup: string
  readonly description?: string
  readonly metadata: Readonly<Record<string, string>>
}

/** Moves money to a seller, at most once per key. */
export function createTransfer(input: NewTransfer, once: Once): Promise<ProviderOutcome<TransferRow>> {
  const params = {
    amount: input.amountMinor.toString(),
    currency: input.currency.toLowerCase(),
    destination: input.destination,
    metadata: input.metadata,
    ...(input.sourceTransaction === '' ? {} : { source_transaction: input.sourceTransaction }),
    ...(input.transferGroup === '' ? {} : { transfer_group: input.transferGroup }),
    ...(input.description === undefined ? {} : { description: input.description }),
  }
  const reading = { expected: 'transfer', map: mapTransfer }
  return write(callerFor(input.entity), 'transfers', { params, ...once }, reading)
}

type NewReversal = {
  readonly entity: PayingEntity
  readonly transferId: string
  readonly amountMinor: bigint
  readonly description?: string
  readonly metadata: Readonly<Record<string, string>>
}

/** Takes money of a transfer back, at most once per key. */
export function createReversal(input: NewReversal, once: Once): Promise<ProviderOutcome<TransferReversalRow>> {
  const params = {
    amount: input.amountMinor.toString(),
    metadata: input.metadata,
    ...(input.description === undefined ? {} : { description: input.description }),
  }
  const reading = { expected: 'transfer_reversal', map: mapTransferReversal }
  return write(callerFor(input.entity), reversalsOf(input.transferId), { params, ...once }, reading)
}

const reversalsOf = (transferId: string) => `transfers/${encodeURIComponent(transferId)}/reversals`

type SoughtTransfer = {
  readonly entity: PayingEntity
  readonly transferGroup: string
  readonly destination: string
  /** The proposal that the metadata names. */
  readonly metadataProposal: string
  /** The attempt's instant; transfers made before it are not looked at. */
  readonly createdFrom: Date
}

/** Clocks differ: the search begins this much before the attempt. */
const SLACK_SECONDS = 86_400

/** Whether a transfer that was sent exists at Stripe after all. */
export function findTransfer({ entity, metadataProposal, ...sought }: SoughtTransfer): Promise<LookUp<TransferRow>> {
  const from = Math.floor(sought.createdFrom.getTime() / 1_000) - SLACK_SECONDS
  const query = {
    destination: sought.destination,
    'created[gte]': `${Math.max(0, from)}`,
    ...(sought.transferGroup === '' ? {} : { transfer_group: sought.transferGroup }),
  }
  return find(callerFor(entity), { path: 'transfers', query, proposal: metadataProposal }, mapTransfer)
}

type SoughtReversal = { readonly entity: PayingEntity; readonly transferId: string; readonly metadataProposal: string }

/** Whether a reversal that was sent exists at Stripe after all. */
export function findReversal(sought: SoughtReversal): Promise<LookUp<TransferReversalRow>> {
  const list = { path: reversalsOf(sought.transferId), query: {}, proposal: sought.metadataProposal }
  return find(callerFor(sought.entity), list, mapTransferReversal)
}

/** One transfer by its id, to prove what a person says about it. */
export async function readTransfer(entity: PayingEntity, id: string): Promise<LookUp<TransferRow>> {
  const caller = callerFor(entity)
  return orTrouble(async () => {
    const { wire, asOf } = await fetchObject(caller, 'transfer', id)
    return mapTransfer(wire, { account: caller.account, asOf })
  })
}

/** One reversal of a transfer by its id. */
export async function readReversal(
  entity: PayingEntity,
  transferId: string,
  id: string,
): Promise<LookUp<TransferReversalRow>> {
  const caller = callerFor(entity)
  return orTrouble(async () => {
    const { wire, asOf } = await fetchExpanded(caller, `${reversalsOf(transferId)}/${encodeURIComponent(id)}`, [])
    return mapTransferReversal(wire, { account: caller.account, asOf })
  })
}
