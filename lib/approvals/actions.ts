'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { drawSample, noteOpened } from './bulk-sample.ts'
import { approve, approveMany, reject } from './decide.ts'
import { endDelegation, proposeDelegation } from './delegation.ts'
import { pauseExecutions } from './pause-executions.ts'
import { previewPolicy } from './preview-policy.ts'
import { proposePolicy } from './propose-policy.ts'
import { proposeResume } from './resume-executions.ts'
import {
  approveInput,
  approveManyInput,
  delegateInput,
  delegationIdInput,
  policyInput,
  proposalInput,
  rejectInput,
  releaseIdInput,
  releaseInput,
  resumeInput,
  sampleInput,
} from './schema.ts'
import { proposeRelease, revokeRelease } from './seller-release.ts'
import { signGoLive } from './sign-go-live.ts'
import { retry } from './upkeep.ts'

const revalidates = ['/approvals', '/']

// Who may decide is asked by the decision itself: an approver, or whoever one delegated to.
export const approveAction = defineAction({
  permission: 'approvals.read',
  input: approveInput,
  run: ({ actor, input, at }) => approve({ actor, ...input, at }),
  revalidates,
})

export const rejectAction = defineAction({
  permission: 'approvals.read',
  input: rejectInput,
  run: ({ actor, input, at }) => reject({ actor, ...input, at }),
  revalidates,
})

export const approveManyAction = defineAction({
  permission: 'approvals.read',
  input: approveManyInput,
  run: ({ actor, input, at }) => approveMany({ actor, ...input, at }),
  revalidates,
})

export const retryAction = defineAction({
  permission: 'approvals.retry',
  input: proposalInput,
  run: ({ actor, input, at }) => retry({ actor, ...input, at }),
  revalidates,
})

export const pauseAction = defineAction({
  permission: 'settings.manage',
  input: z.object({}),
  run: ({ actor, at }) => pauseExecutions(actor, at),
  revalidates: ['/'],
})

export const resumeAction = defineAction({
  permission: 'settings.manage',
  input: resumeInput,
  run: ({ actor, input, at }) => proposeResume({ actor, ...input, at }),
  revalidates,
})

export const drawSampleAction = defineAction({
  permission: 'approvals.read',
  input: sampleInput,
  run: ({ actor, input, at }) => drawSample({ actor, ...input, at }),
})

export const openedAction = defineAction({
  permission: 'approvals.read',
  input: proposalInput,
  run: ({ actor, input, at }) => noteOpened(actor, input.proposalId, at),
})

export const releaseSellerAction = defineAction({
  permission: 'sellers.hold',
  input: releaseInput,
  run: ({ actor, input, at }) => proposeRelease({ actor, ...input, at }),
  revalidates,
})

export const revokeReleaseAction = defineAction({
  permission: 'sellers.hold',
  input: releaseIdInput,
  run: ({ actor, input, at }) => revokeRelease({ actor, ...input, at }),
  revalidates: ['/settings/approvers'],
})

export const delegateAction = defineAction({
  permission: 'approvals.decide',
  input: delegateInput,
  run: ({ actor, input, at }) => proposeDelegation({ actor, ...input, at }),
  revalidates,
})

// Whose delegation it is, is asked by the ending itself.
export const endDelegationAction = defineAction({
  permission: 'approvals.read',
  input: delegationIdInput,
  run: ({ actor, input, at }) => endDelegation({ actor, ...input, at }),
  revalidates: ['/settings/approvers'],
})

export const previewPolicyAction = defineAction({
  permission: 'settings.read',
  input: policyInput.pick({ rules: true }),
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => previewPolicy(tx, { entity: actor.entity, rules: input.rules, at })),
})

export const proposePolicyAction = defineAction({
  permission: 'settings.manage',
  input: policyInput,
  run: ({ actor, input, at }) => proposePolicy({ actor, ...input, at }),
  revalidates,
})

export const signGoLiveAction = defineAction({
  permission: 'settings.manage',
  input: z.object({}),
  run: ({ actor, at }) => signGoLive(actor, at),
  revalidates: ['/'],
})
