import { z } from 'zod'
import { policyRules } from './policy-rules.ts'

/** What is carried out at Stripe. */
export const PROVIDER_KINDS = [
  'transfer.create',
  'transfer.reverse',
  'refund.create',
  'dispute.counter',
  'dispute.accept',
] as const

/** Configuration that decides about money, and entries of our own: carried out in our own database, never automatically. */
export const CONFIGURATION_KINDS = [
  'contract.version',
  'policy.version',
  'role.grant',
  'execution.resume',
  'hold.place',
  'hold.release',
  'seller.release',
  'delegation.grant',
  'adjustment.create',
  'receivable.write_off',
  'opening.post',
  'outcome.confirm',
  'message.send',
  'summary.send',
  'journal.post',
  'period.lock',
  'period.reopen',
  'period.revalue',
  'rates.store',
  'payout.threshold',
  'match.force',
  'variance.write_off',
  'variance.restore',
] as const

export const PROPOSAL_KINDS = [...PROVIDER_KINDS, ...CONFIGURATION_KINDS] as const
export type ProposalKind = (typeof PROPOSAL_KINDS)[number]
export type ConfigurationKind = (typeof CONFIGURATION_KINDS)[number]

export const PROPOSAL_STATES = [
  'blocked',
  'needs_approval',
  'approved',
  'executing',
  'executed',
  'failed',
  'unknown',
  'waiting_funds',
  'rejected',
  'expired',
  'void',
  'reversed',
  'observed',
] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

const proposalId = z.string().regex(/^prp_[0-9a-z]{26}$/, 'This is not the id of a proposal.')
const argumentsHash = z.string().regex(/^[0-9a-f]{64}$/, 'The page is out of date: reload it.')

export const approveInput = z.object({ proposalId, argumentsHash, comment: z.string().trim().max(2_000).default('') })

export const rejectInput = z.object({
  proposalId,
  argumentsHash,
  comment: z.string().trim().min(3, 'Say why, so that whoever asked can act on it.').max(2_000),
})

/** A bulk approval: what was selected, and the totals the person confirmed. */
export const approveManyInput = z.object({
  items: z.array(z.object({ proposalId, argumentsHash })).min(1).max(200),
  totals: z.array(z.object({ currency: z.string().length(3), minor: z.string().regex(/^\d+$/) })).min(1),
})

export const proposalInput = z.object({ proposalId })

export const policyInput = z.object({
  rules: policyRules,
  reason: z.string().trim().min(3, 'Say why, so that whoever approves it knows.').max(2_000),
})

const reason = z.string().trim().min(3, 'Say why, so that whoever approves it knows.').max(2_000)
const day = z.iso.date('Write a day.')

export const sampleInput = z.object({ proposalIds: z.array(proposalId).min(1).max(200) })

export const releaseInput = z.object({
  proposalId,
  capMinor: z.string().regex(/^[1-9]\d{0,17}$/, 'Write an amount above zero.'),
  days: z.number().int().min(1, 'At least one day.').max(90, 'At most 90 days; then review it again.'),
  reason,
})
export const releaseIdInput = z.object({ releaseId: z.string().regex(/^srl_[0-9a-z]{26}$/) })

/** Days are UTC: from the start of the first to the end of the last. */
export const delegateInput = z
  .object({ toPersonId: z.string().regex(/^per_[0-9a-z]{26}$/, 'Choose somebody.'), from: day, to: day, reason })
  .transform(({ from, to, ...rest }) => ({ ...rest, startsAt: `${from}T00:00:00.000Z`, endsAt: `${to}T23:59:59.999Z` }))

export const delegationIdInput = z.object({ delegationId: z.string().regex(/^dlg_[0-9a-z]{26}$/) })

export const resumeInput = z.object({
  reason: z.string().trim().min(3, 'Say why it is safe to go on.').max(2_000),
})
