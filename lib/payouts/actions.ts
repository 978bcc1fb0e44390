'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { proposeThreshold } from './propose-threshold.ts'
import { thresholdInput } from './schema.ts'

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
