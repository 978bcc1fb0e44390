import { clock } from '#lib/platform/clock.ts'
import { type Caller, callerFor } from './caller.ts'
import { type Answer, writeStripe } from './client.ts'
import { fetchAll, fetchExpanded, fetchObject } from './fetch.ts'
import { mapTransfer, mapTransferReversal, type Seen } from './map-money.ts'
import type { TransferReversalRow, TransferRow } from './rows.ts'
import { StripeTrouble } from './stripe-trouble.ts'
import { metadata, text, type Wire } from './wire.ts'

/** How a writing call ended. `unknown` is looked up before anything is tried again; it is never a failure. */
export type ProviderOutcome<T> =
  | { readonly outcome: 'succeeded'; readonly object: T; readonly requestId: string }
  | {
      readonly outcome: 'failed'
      readonly code: string
      readonly message: string
      readonly requestId: string
      /** Nothing was wrong with the request itself: the same may be tried again. */
      readonly retryable: boolean
      /** The balance did not cover it. */
      readonly insufficient: boolean
    }
  | {
      readonly outcome: 'unknown'
      readonly message: string
      readonly requestId: string
      /** Stripe answered, with a fault of its own: nothing is under way any more. */
      readonly isAnswered: boolean
    }

/** What a look-up found. */
export type LookUp<T> =
  | Extract<ProviderOutcome<T>, { outcome: 'succeeded' | 'unknown' }>
  | { readonly outcome: 'absent' }

type PayingEntity = { readonly id: string; readonly livemode: boolean; readonly stripeAccount: string }

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

type Once = { readonly idempotencyKey: string }

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

type Reading<T> = { readonly expected: string; readonly map: (wire: Wire, seen: Seen) => T }

async function write<T>(
  caller: Caller,
  path: string,
  { params, idempotencyKey }: Once & { readonly params: object },
  { expected, map }: Reading<T>,
): Promise<ProviderOutcome<T>> {
  const asOf = clock.now()
  try {
    const answer = await writeStripe(caller, path, params, idempotencyKey)
    return succeeded(answer, expected, (wire) => map(wire, { account: caller.account, asOf }))
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    const { kind, code, message, requestId } = error
    if (kind === 'unknown' || kind === 'in_flight') return unknown(error)
    const insufficient = code === 'balance_insufficient'
    const retryable = kind === 'rate_limited' || insufficient
    return { outcome: 'failed', code, message, requestId, retryable, insufficient }
  }
}

/** Only an answer that is the object asked for counts as success. */
function succeeded<T>({ body, requestId }: Answer, expected: string, map: (wire: Wire) => T): ProviderOutcome<T> {
  if (text(body, 'object') !== expected || text(body, 'id') === '') {
    const message = `Stripe's answer is no ${expected} (request ${requestId}).`
    return { outcome: 'unknown', message, requestId, isAnswered: true }
  }
  return { outcome: 'succeeded', object: map(body), requestId }
}

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

async function orTrouble<T>(reading: () => Promise<T>): Promise<LookUp<T>> {
  try {
    return { outcome: 'succeeded', object: await reading(), requestId: '' }
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    return error.kind === 'missing' ? { outcome: 'absent' } : unknown(error)
  }
}

type SearchedList = { readonly path: string; readonly query: Record<string, string>; readonly proposal: string }

async function find<T>(
  caller: Caller,
  { path, query, proposal }: SearchedList,
  map: (wire: Wire, seen: Seen) => T,
): Promise<LookUp<T>> {
  try {
    const found = (await fetchAll(caller, path, query)).find(({ wire }) => metadata(wire).tieout_proposal === proposal)
    if (found === undefined) return { outcome: 'absent' }
    const object = map(found.wire, { account: caller.account, asOf: found.asOf })
    return { outcome: 'succeeded', object, requestId: '' }
  } catch (error) {
    if (error instanceof StripeTrouble) return unknown(error)
    throw error
  }
}

const unknown = (error: StripeTrouble) => ({
  outcome: 'unknown' as const,
  message: said(error),
  requestId: error.requestId,
  isAnswered: error.kind === 'unknown' && error.requestId !== '',
})

const said = ({ message, requestId }: StripeTrouble) =>
  requestId === '' ? message : `${message} (request ${requestId})`
