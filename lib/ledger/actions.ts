'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { stopJournal } from './journals/due-journals.ts'
import { journalIdInput, journalInput } from './journals/journal-schema.ts'
import { proposeJournal } from './journals/propose-journal.ts'

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
