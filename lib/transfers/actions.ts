'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { proposeReversal } from './propose-reversal.ts'
import { recordOutcome } from './record-outcome.ts'
import { outcomeInput, reverseInput } from './schema.ts'

export const reverseAction = defineAction({
  permission: 'transfers.reverse',
  input: reverseInput,
  run: ({ actor, input, at }) => proposeReversal({ actor, ...input, at }),
  revalidates: ['/approvals', '/'],
})

export const recordOutcomeAction = defineAction({
  permission: 'approvals.retry',
  input: outcomeInput,
  run: ({ actor, input, at }) => recordOutcome({ actor, ...input, at }),
  revalidates: ['/approvals', '/'],
})
