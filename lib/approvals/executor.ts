import type { Sql } from '#lib/platform/db.ts'
import type { SellerHistory } from './policy.ts'
import type { Proposal } from './proposal.ts'
import type { ProposalKind } from './schema.ts'

/** What became of a command outside. `record` writes what the success means, in the transaction that notes it. */
export type Outcome =
  | {
      readonly outcome: 'succeeded'
      readonly objectId: string
      readonly requestId: string
      readonly record: (tx: Sql, at: Date) => Promise<void>
    }
  | {
      readonly outcome: 'failed'
      readonly code: string
      readonly message: string
      readonly requestId: string
      readonly isInsufficient: boolean
    }
  /** `isAnswered`: the other side answered with a fault of its own, so nothing is under way any more. */
  | {
      readonly outcome: 'unknown'
      readonly message: string
      readonly requestId: string
      readonly isAnswered: boolean
      /** Nothing is sent again by itself any more: people end it, and asking now and then is enough. */
      readonly isLeftToPeople?: boolean
    }

/** `void` ends the proposal for good; otherwise people decide again. */
export type Recheck = { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly void: boolean }

/** How a kind of proposal is carried out at a provider. */
export type ProviderExecutor = {
  /** Runs every check again, in the transaction that claims the proposal. */
  readonly recheck: (tx: Sql, proposal: Proposal, at: Date) => Promise<Recheck>
  /** Seller age for the policy, as of now. */
  readonly sellerSince: (tx: Sql, proposal: Proposal) => Promise<Date>
  /** What the seller got before, for the policy, as of now. */
  readonly sellerHistory?: (tx: Sql, proposal: Proposal) => Promise<SellerHistory | null>
  readonly send: (proposal: Proposal, idempotencyKey: string, at: Date) => Promise<Outcome>
  /** Asks the other side whether it happened; null when it knows nothing of it. */
  readonly lookUp: (proposal: Proposal, at: Date) => Promise<Extract<Outcome, { outcome: 'succeeded' }> | null>
}

export type Applied = {
  /** Our id of what it made or changed, as the audit trail names it. */
  readonly objectId: string
  /** One sentence for the audit trail. */
  readonly sentence: string
  /** `kind:id` of what else it touched. */
  readonly refs?: readonly string[]
}

/**
 * How a kind of proposal is carried out inside our own database. `apply` runs in the claiming transaction, so it happened
 * exactly when the proposal says so: there is no unknown outcome. A refusal it throws undoes all of it and fails the proposal.
 */
export type LocalExecutor = {
  /** Runs every check again, on the facts as they are in the claiming transaction. */
  readonly recheck: (tx: Sql, proposal: Proposal, at: Date) => Promise<Recheck>
  readonly apply: (tx: Sql, proposal: Proposal, at: Date) => Promise<Applied>
}

export type Executor = ProviderExecutor | LocalExecutor

/** The pipeline brings them: the gate knows no other domain. */
export type Executors = Readonly<Partial<Record<ProposalKind, Executor>>>

export const isLocal = (executor: Executor): executor is LocalExecutor => 'apply' in executor
