'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { proposeRevaluation } from '#lib/ledger/periods/propose-revaluation.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { assignInput, explainInput, lockInput, prepareInput, revalueInput, reviewInput } from './close/close-schema.ts'
import { lockMonth } from './close/lock-month.ts'
import { assignTask, explainChange, prepareTask, reviewTask } from './close/work-task.ts'
import { requestCheck } from './request-check.ts'

export const checkNowAction = defineAction({
  permission: 'ledger.verify',
  input: z.strictObject({}),
  run: requestCheck,
  revalidates: ['/ledger/invariants'],
})

const CLOSE_PAGES = ['/close']

export const assignTaskAction = defineAction({
  permission: 'close.work',
  input: assignInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => assignTask(tx, { actor, ...input, at })),
  revalidates: CLOSE_PAGES,
})

export const prepareTaskAction = defineAction({
  permission: 'close.work',
  input: prepareInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => prepareTask(tx, { actor, ...input, at })),
  revalidates: CLOSE_PAGES,
})

export const reviewTaskAction = defineAction({
  permission: 'close.work',
  input: reviewInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => reviewTask(tx, { actor, ...input, at })),
  revalidates: CLOSE_PAGES,
})

export const explainChangeAction = defineAction({
  permission: 'close.work',
  input: explainInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => explainChange(tx, { actor, ...input, at })),
  revalidates: CLOSE_PAGES,
})

export const lockMonthAction = defineAction({
  permission: 'close.work',
  input: lockInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => lockMonth(tx, { actor, ...input, at })),
  revalidates: [...CLOSE_PAGES, '/approvals'],
})

export const revalueMonthAction = defineAction({
  permission: 'close.work',
  input: revalueInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeRevaluation(tx, { actor, ...input, at })),
  revalidates: [...CLOSE_PAGES, '/approvals'],
})
