import type { ExplainLocale } from './explanation-model.ts'

/** One sale on its way: order → charge → settlement → transfer → payout → trace id. Empty where it did not get so far. */
export type PanelPath = {
  readonly reference: string
  readonly chargeId: string
  readonly settlementId: string
  readonly transferId: string
  readonly payoutId: string
  readonly traceId: string
  readonly account: string
}

/** Words that were kept about the same payout or sale, newest first. */
export type KeptExplanation = {
  readonly version: number
  readonly locale: string
  readonly origin: string
  readonly proposalId: string
  /** The proposal's state: needs_approval, executed … */
  readonly state: string
  readonly createdAt: string
}

/** What the panel "Explain to seller" shows. */
export type ExplainPanel = {
  /** Whose share it may be about; one is chosen. */
  readonly sellers: readonly { readonly id: string; readonly name: string }[]
  readonly seller: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly currency: string
  } | null
  readonly subjectKind: 'payout' | 'settlement'
  readonly subjectId: string
  readonly paths: readonly PanelPath[]
  readonly locale: ExplainLocale
  readonly subject: string
  readonly body: string
  readonly kept: readonly KeptExplanation[]
}

/** What whoever looks may do in the panel. */
export type ExplainPowers = {
  readonly canSend: boolean
  readonly canTicket: boolean
  readonly canAdjust: boolean
  /** A model is configured that may reword. */
  readonly canReword: boolean
}
