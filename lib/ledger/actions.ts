'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { mapAccount } from './batches/account-map.ts'
import { makeBatchInput, mapAccountInput, ratesInput, sendBatchInput } from './batches/batch-schema.ts'
import { makeBatch } from './batches/make-batch.ts'
import { sendBatch } from './batches/send-batch.ts'
import { stopJournal } from './journals/due-journals.ts'
import { journalIdInput, journalInput } from './journals/journal-schema.ts'
import { proposeJournal } from './journals/propose-journal.ts'
import { proposeRates } from './periods/propose-rates.ts'

export const proposeJournalAction = defineAction({
  permission: 'journals.work',
  input: journalInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeJournal(tx, { actor, ...input, at })),
  revalidates: ['/ledger/journals', '/approvals'],
})

export const stopJournalAction = defineAction({
  permission: 'journals.work',
  input: journalIdInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => stopJournal(tx, { actor, ...input, at })),
  revalidates: ['/ledger/journals'],
})

const BATCH_PAGES = ['/close/exports']

export const makeBatchAction = defineAction({
  permission: 'close.work',
  input: makeBatchInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => makeBatch(tx, { actor, ...input, at }), { timeoutMs: 120_000 }),
  revalidates: BATCH_PAGES,
})

export const sendBatchAction = defineAction({
  permission: 'close.work',
  input: sendBatchInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => sendBatch(tx, { actor, ...input, at })),
  revalidates: [...BATCH_PAGES, '/messages'],
})

export const mapAccountAction = defineAction({
  permission: 'close.work',
  input: mapAccountInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => mapAccount(tx, { actor, ...input, at })),
  revalidates: BATCH_PAGES,
})

export const proposeRatesAction = defineAction({
  permission: 'close.work',
  input: ratesInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeRates(tx, { actor, ...input, at })),
  revalidates: ['/approvals', '/close'],
})
