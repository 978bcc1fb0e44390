'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { proposeReversal } from './propose-reversal.ts'
import { reverseInput } from './schema.ts'

export const reverseAction = defineAction({
  permission: 'transfers.reverse',
  input: reverseInput,
  run: ({ actor, input, at }) => proposeReversal({ actor, ...input, at }),
  revalidates: ['/approvals', '/'],
})
