'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { requestCheck } from './request-check.ts'

export const checkNowAction = defineAction({
  permission: 'ledger.verify',
  input: z.strictObject({}),
  run: requestCheck,
  revalidates: ['/ledger/invariants'],
})
