'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { proposeThreshold } from './propose-threshold.ts'
import { issueInput, thresholdInput } from './schema.ts'
import { issueStatementsOf } from './statements/issue-statements.ts'

export const proposeThresholdAction = defineAction({
  permission: 'payouts.work',
  input: thresholdInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => {
      const { currency, absolute, perMille, reason } = input
      return proposeThreshold(tx, { actor, currency, absoluteMinor: BigInt(absolute), perMille, reason, at })
    }),
  revalidates: ['/payouts', '/approvals'],
})

/** Issues what a seller's ended months lack now, before the worker comes round to it. */
export const issueStatementsAction = defineAction({
  permission: 'payouts.work',
  input: issueInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => issueStatementsOf(tx, { entity: actor.entity, at }, input.sellerId)),
  revalidates: ['/sellers'],
})
