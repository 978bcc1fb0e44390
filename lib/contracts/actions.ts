'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { auditorOf } from './auditor.ts'
import { startContract } from './create-contract.ts'
import { discardDraft, saveDraft } from './save-draft.ts'
import { contractInput, draftInput, newContractInput } from './schema.ts'

const PAGES = ['/contracts', '/sellers']

export const startContractAction = defineAction({
  permission: 'contracts.write',
  input: newContractInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => startContract(tx, { ...input, actor: auditorOf(actor), at })),
  revalidates: PAGES,
})

export const saveDraftAction = defineAction({
  permission: 'contracts.write',
  input: draftInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => saveDraft(tx, { ...input, actor: auditorOf(actor), at })),
  revalidates: PAGES,
})

export const discardDraftAction = defineAction({
  permission: 'contracts.write',
  input: contractInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => discardDraft(tx, { ...input, actor: auditorOf(actor), at })),
  revalidates: PAGES,
})
