'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { approve, approveMany, reject } from './decide.ts'
import { pauseExecutions } from './pause-executions.ts'
import { previewPolicy } from './preview-policy.ts'
import { proposePolicy } from './propose-policy.ts'
import { proposeResume } from './resume-executions.ts'
import { approveInput, approveManyInput, policyInput, proposalInput, rejectInput, resumeInput } from './schema.ts'
import { signGoLive } from './sign-go-live.ts'
import { retry } from './upkeep.ts'

const revalidates = ['/approvals', '/']

export const approveAction = defineAction({
  permission: 'approvals.decide',
  input: approveInput,
  run: ({ actor, input, at }) => approve({ actor, ...input, at }),
  revalidates,
})

export const rejectAction = defineAction({
  permission: 'approvals.decide',
  input: rejectInput,
  run: ({ actor, input, at }) => reject({ actor, ...input, at }),
  revalidates,
})

export const approveManyAction = defineAction({
  permission: 'approvals.decide',
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
