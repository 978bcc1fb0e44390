'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { proposeRevaluation } from '#lib/ledger/periods/propose-revaluation.ts'
import { inRawTransaction, inTransaction } from '#lib/platform/db.ts'
import { reopenInput, resolveManyInput } from '#lib/tickets/schema.ts'
import { addBankAccount } from './bank/bank-account.ts'
import { newBankAccount } from './bank/bank-account-schema.ts'
import { auditorOf } from './bank/receive-statement.ts'
import { assignInput, explainInput, lockInput, prepareInput, revalueInput, reviewInput } from './close/close-schema.ts'
import { lockMonth } from './close/lock-month.ts'
import { assignTask, explainChange, prepareTask, reviewTask } from './close/work-task.ts'
import { signInput } from './days/day-schema.ts'
import { signDay } from './days/sign-day.ts'
import { agreePrice } from './found/fee-price.ts'
import { priceInput } from './found/found-schema.ts'
import { confirmMatch, declineMatch, undoDecision } from './matching/decide-match.ts'
import { forceMatch } from './matching/force-match.ts'
import { requestCheck } from './request-check.ts'
import { askSeller } from './variances/ask-seller.ts'
import { proposeResolution } from './variances/propose-resolution.ts'
import { proposeWriteOff } from './variances/propose-write-off.ts'
import { proposeRestore } from './variances/take-back-write-off.ts'
import { closeTicketsOf, openTicketOf } from './variances/tickets-of-variances.ts'
import {
  askInput,
  explainInput as explainVarianceInput,
  forceInput,
  matchInput,
  resolveInput,
  varianceInput,
} from './variances/variance-schema.ts'
import { explainVariances, reopenVariance, takeVariance } from './variances/work-variance.ts'

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

export const signDayAction = defineAction({
  permission: 'day.sign',
  input: signInput,
  run: ({ actor, input, at }) => signDay({ actor, ...input, at }),
  revalidates: [...CLOSE_PAGES, '/'],
})

const VARIANCE_PAGES = ['/variances', '/tickets', '/']

const TICKET_PAGES = ['/tickets', '/settlements', '/variances', '/']

/** Closes tickets; one about a variance closes with its variance, which is explained by the same words. */
export const resolveTicketsAction = defineAction({
  permission: 'tickets.work',
  input: resolveManyInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => closeTicketsOf(tx, input, { actor, at })),
  revalidates: TICKET_PAGES,
})

/** Opens a ticket again; one about a variance opens with its variance. */
export const reopenTicketAction = defineAction({
  permission: 'tickets.work',
  input: reopenInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => openTicketOf(tx, input, { actor, at })),
  revalidates: TICKET_PAGES,
})

export const takeVarianceAction = defineAction({
  permission: 'variances.work',
  input: varianceInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => takeVariance(tx, input.varianceId, { actor, at })),
  revalidates: VARIANCE_PAGES,
})

export const explainVariancesAction = defineAction({
  permission: 'variances.work',
  input: explainVarianceInput,
  run: ({ actor, input: { varianceIds, reason }, at }) =>
    inTransaction(actor.scope, (tx) => explainVariances(tx, varianceIds, reason, { actor, at })),
  revalidates: VARIANCE_PAGES,
})

export const reopenVarianceAction = defineAction({
  permission: 'variances.work',
  input: resolveInput,
  run: ({ actor, input: { varianceId, reason }, at }) =>
    inTransaction(actor.scope, (tx) => reopenVariance(tx, varianceId, reason, { actor, at })),
  revalidates: VARIANCE_PAGES,
})

export const proposeResolutionAction = defineAction({
  permission: 'variances.work',
  input: resolveInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeResolution(tx, input, { actor, at })),
  revalidates: [...VARIANCE_PAGES, '/approvals', '/settlements'],
})

export const askSellerAction = defineAction({
  permission: 'variances.work',
  input: askInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => askSeller(tx, input, { actor, at })),
  revalidates: [...VARIANCE_PAGES, '/approvals'],
})

export const writeOffVarianceAction = defineAction({
  permission: 'variances.work',
  input: resolveInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeWriteOff(tx, input, { actor, at })),
  revalidates: [...VARIANCE_PAGES, '/approvals'],
})

export const takeBackWriteOffAction = defineAction({
  permission: 'variances.work',
  input: resolveInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeRestore(tx, input, { actor, at })),
  revalidates: [...VARIANCE_PAGES, '/approvals'],
})

export const confirmMatchAction = defineAction({
  permission: 'variances.work',
  input: matchInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => confirmMatch(tx, { actor, ...input, at })),
  revalidates: VARIANCE_PAGES,
})

export const declineMatchAction = defineAction({
  permission: 'variances.work',
  input: matchInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => declineMatch(tx, { actor, ...input, at })),
  revalidates: VARIANCE_PAGES,
})

export const undoMatchAction = defineAction({
  permission: 'variances.work',
  input: matchInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => undoDecision(tx, { actor, ...input, at })),
  revalidates: VARIANCE_PAGES,
})

export const forceMatchAction = defineAction({
  permission: 'variances.work',
  input: forceInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => forceMatch(tx, { actor, ...input, at })),
  revalidates: VARIANCE_PAGES,
})

export const agreePriceAction = defineAction({
  permission: 'close.work',
  input: priceInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => agreePrice(tx, { actor, ...input, at })),
  revalidates: CLOSE_PAGES,
})

export const addBankAccountAction = defineAction({
  permission: 'bank.work',
  input: newBankAccount,
  run: async ({ actor, input, at }) => {
    const by = { actor: auditorOf(actor), at }
    const { id } = await inRawTransaction(actor.scope, (tx) => addBankAccount(tx, input, by))
    return { id }
  },
  revalidates: ['/bank'],
})
