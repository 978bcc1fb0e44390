'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { submitInput } from '#lib/contracts/schema.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { holdInput, liftInput } from '#lib/sellers/schema.ts'
import { adjustInput, adjustmentIdInput, adjustmentsFile, writeOffInput } from './adjustments/adjustment-schema.ts'
import { previewAdjustments, proposeAdjustments } from './adjustments/bulk-adjustments.ts'
import { proposeAdjustment } from './adjustments/propose-adjustment.ts'
import { proposeCreditAgain } from './adjustments/propose-credit-again.ts'
import { stopRecurring } from './adjustments/recurring.ts'
import { proposeWriteOff } from './adjustments/write-off.ts'
import { submitDraft } from './contract-version.ts'
import { holdSeller } from './hold-seller.ts'
import { releaseHold } from './release-hold.ts'
import { proposeAgain, runAgain } from './run-again.ts'
import { cancelRun, excludeItem, includeItem, makeRun } from './runs/make-run.ts'
import { excludeInput, includeInput, newRunInput, runInput } from './runs/run-schema.ts'
import { submitRun } from './runs/submit-run.ts'
import { proposeAgainInput, rerunInput } from './schema.ts'

const PAGES = ['/settlements', '/approvals', '/sellers']
const RUN_PAGES = ['/runs', '/approvals']

export const runAgainAction = defineAction({
  permission: 'settlements.work',
  input: rerunInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => runAgain(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const submitDraftAction = defineAction({
  permission: 'contracts.write',
  input: submitInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => submitDraft(tx, { actor, ...input, at })),
  revalidates: ['/contracts', '/approvals'],
})

export const proposeAgainAction = defineAction({
  permission: 'settlements.work',
  input: proposeAgainInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeAgain(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const holdSellerAction = defineAction({
  permission: 'sellers.hold',
  input: holdInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => holdSeller(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const releaseHoldAction = defineAction({
  permission: 'sellers.hold',
  input: liftInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => releaseHold(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const adjustAction = defineAction({
  permission: 'adjustments.work',
  input: adjustInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeAdjustment(tx, { actor, ...input, at })),
  revalidates: ['/adjustments', '/approvals', '/sellers'],
})

export const writeOffAction = defineAction({
  permission: 'adjustments.work',
  input: writeOffInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeWriteOff(tx, { actor, ...input, at })),
  revalidates: ['/adjustments', '/approvals', '/sellers'],
})

export const previewAdjustmentsAction = defineAction({
  permission: 'adjustments.work',
  input: adjustmentsFile,
  run: ({ actor, input }) => previewAdjustments({ actor, ...input }),
  revalidates: [],
})

export const proposeAdjustmentsAction = defineAction({
  permission: 'adjustments.work',
  input: adjustmentsFile,
  run: ({ actor, input, at }) => proposeAdjustments({ actor, ...input, at }),
  revalidates: ['/adjustments', '/approvals'],
})

export const proposeCreditAgainAction = defineAction({
  permission: 'adjustments.work',
  input: adjustmentIdInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeCreditAgain(tx, { actor, ...input, at })),
  revalidates: ['/adjustments', '/approvals', '/sellers'],
})

export const stopAdjustmentAction = defineAction({
  permission: 'adjustments.work',
  input: adjustmentIdInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => stopRecurring(tx, { actor, ...input, at })),
  revalidates: ['/adjustments'],
})

export const makeRunAction = defineAction({
  permission: 'runs.work',
  input: newRunInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => makeRun(tx, { actor, ...input, at })),
  revalidates: RUN_PAGES,
})

export const excludeFromRunAction = defineAction({
  permission: 'runs.work',
  input: excludeInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => excludeItem(tx, { actor, ...input, at })),
  revalidates: RUN_PAGES,
})

export const includeInRunAction = defineAction({
  permission: 'runs.work',
  input: includeInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => includeItem(tx, { actor, ...input, at })),
  revalidates: RUN_PAGES,
})

export const submitRunAction = defineAction({
  permission: 'runs.work',
  input: runInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => submitRun(tx, { actor, ...input, at })),
  revalidates: RUN_PAGES,
})

export const cancelRunAction = defineAction({
  permission: 'runs.work',
  input: runInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => cancelRun(tx, { actor, ...input, at })),
  revalidates: RUN_PAGES,
})
