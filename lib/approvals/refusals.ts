import { Refusal } from '#lib/platform/refusal.ts'
import { STATE_WORDS } from './model.ts'
import type { ProposalState } from './schema.ts'

export const noProposal = () =>
  new Refusal({ code: 'approvals.none', status: 404, message: 'There is no such proposal. Reload the page.' })

export const selfApproval = () =>
  new Refusal({
    code: 'approvals.self_approval',
    status: 403,
    message: 'Whoever asks for an approval cannot give it. Ask another approver.',
  })

export const shapedByYou = () =>
  new Refusal({
    code: 'approvals.shaped_by_you',
    status: 403,
    message: 'You shaped what this rests on, so you cannot approve it. Ask another approver.',
  })

export const influencedByYou = ({ at, words }: { readonly at: Date; readonly words: string }) =>
  new Refusal({
    code: 'approvals.influenced_by_you',
    status: 403,
    message: `You changed what this rests on, on ${at.toISOString().slice(0, 10)}: “${words.slice(0, 160)}” Ask another approver.`,
    detail: { changedAt: at.toISOString() },
  })

export const overYourLimit = (total: string, limit: string) =>
  new Refusal({
    code: 'approvals.over_your_limit',
    status: 403,
    message: `With it you would have approved ${total} within a day; the limit for one person is ${limit}. Ask another approver.`,
  })

export const nothingChanges = () =>
  new Refusal({ code: 'approvals.nothing_changes', status: 422, message: 'Nothing differs from the policy in force.' })

export const notReviewed = () =>
  new Refusal({
    code: 'approvals.not_reviewed',
    status: 409,
    message: 'A seller is released after a person has approved one of its transfers. Review one first.',
  })

export const noRelease = () =>
  new Refusal({
    code: 'approvals.no_release',
    status: 404,
    message: 'This release has ended already. Reload the page.',
  })

export const notYoursToDelegate = () =>
  new Refusal({
    code: 'approvals.not_yours_to_delegate',
    status: 422,
    message: 'An approver delegates to another active person, to a day after the first one. Check who and when.',
  })

export const noDelegation = () =>
  new Refusal({
    code: 'approvals.no_delegation',
    status: 404,
    message: 'This delegation has ended, or is not yours to end. Reload the page.',
  })

export const notYoursToDecide = () =>
  new Refusal({
    code: 'approvals.not_yours_to_decide',
    status: 403,
    message: 'You are no approver, and nobody without a conflict of their own has delegated this decision to you.',
  })

export const notYoursToGrant = () =>
  new Refusal({
    code: 'approvals.not_yours_to_grant',
    status: 403,
    message: 'Roles are agreed to by another administrator; by an approver only while there is no other administrator.',
  })

export const openFirst = (left: number) =>
  new Refusal({
    code: 'approvals.open_first',
    status: 409,
    message: `Open the ${left === 1 ? 'proposal' : `${left} proposals`} that chance picked of these, then approve them.`,
    detail: { left },
  })

export const notPaused = () =>
  new Refusal({ code: 'approvals.not_paused', status: 409, message: 'Executions are not paused. Reload the page.' })

export const decideAlone = () =>
  new Refusal({
    code: 'approvals.decide_alone',
    status: 422,
    message: 'What changes configuration is read and decided one by one. Leave it out of the selection.',
  })

export const alreadyDecided = (state: ProposalState) =>
  new Refusal({
    code: 'approvals.already_decided',
    status: 409,
    message: `This proposal is already ${STATE_WORDS[state].word}.`,
    detail: { state },
  })

export const decidedByYou = () =>
  new Refusal({
    code: 'approvals.decided_by_you',
    status: 409,
    message: 'You have decided about this already. It needs another person now.',
  })

export const changedSince = () =>
  new Refusal({
    code: 'approvals.changed_since',
    status: 409,
    message: 'This proposal changed after your page was loaded. Reload, look again, then decide.',
  })

export const tooLate = () =>
  new Refusal({
    code: 'approvals.expired',
    status: 409,
    message: 'This proposal has expired. Run the settlement’s checks again to propose it anew.',
  })

export const totalsDiffer = () =>
  new Refusal({
    code: 'approvals.totals_differ',
    status: 409,
    message: 'The total is not the one you confirmed any more. Reload and select again.',
  })

export const notRetryable = (state: ProposalState) =>
  new Refusal({
    code: 'approvals.not_retryable',
    status: 409,
    message: `Only a failed proposal can be tried again; this one is ${STATE_WORDS[state].word}.`,
  })

export const alreadyLive = () =>
  new Refusal({ code: 'approvals.already_live', status: 409, message: 'This entity is live already. Reload the page.' })

export const signedByYou = () =>
  new Refusal({
    code: 'approvals.signed_by_you',
    status: 409,
    message: 'You have signed already. A second administrator must sign within three days.',
  })
