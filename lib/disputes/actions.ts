'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { removeFile } from './add-file.ts'
import {
  acceptInput,
  counterInput,
  draftDocumentsInput,
  removeFileInput,
  saveWordsInput,
  tellSellerInput,
} from './answer-schema.ts'
import { draftDocuments } from './draft-documents.ts'
import { proposeAccept, proposeCounter } from './propose-answer.ts'
import { previewRefundOf, proposeRefund } from './propose-refund.ts'
import { previewRefundInput, refundInput, refuseRefundInput } from './refund-schema.ts'
import { refuseRefund } from './refuse-refund.ts'
import { saveWords } from './save-words.ts'
import { tellSeller } from './tell-seller.ts'

const PAGES = ['/disputes', '/approvals', '/']

export const saveWordsAction = defineAction({
  permission: 'disputes.work',
  input: saveWordsInput,
  run: ({ actor, input, at }) => saveWords({ actor, ...input, at }),
})

export const counterAction = defineAction({
  permission: 'disputes.work',
  input: counterInput,
  run: ({ actor, input, at }) => proposeCounter({ actor, ...input, at }),
  revalidates: PAGES,
})

export const acceptAction = defineAction({
  permission: 'disputes.work',
  input: acceptInput,
  run: ({ actor, input, at }) => proposeAccept({ actor, ...input, at }),
  revalidates: PAGES,
})

export const draftDocumentsAction = defineAction({
  permission: 'disputes.work',
  input: draftDocumentsInput,
  run: ({ actor, input, at }) => draftDocuments({ actor, ...input, at }),
  revalidates: ['/disputes'],
})

export const removeFileAction = defineAction({
  permission: 'disputes.work',
  input: removeFileInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) =>
      removeFile(tx, {
        ...input,
        actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
        requestId: actor.requestId,
        at,
      }),
    ),
  revalidates: ['/disputes'],
})

export const tellSellerAction = defineAction({
  permission: 'disputes.work',
  input: tellSellerInput,
  run: ({ actor, input, at }) => tellSeller({ actor, ...input, at }),
  revalidates: PAGES,
})

export const previewRefundAction = defineAction({
  permission: 'disputes.work',
  input: previewRefundInput,
  run: ({ actor, input, at }) => previewRefundOf({ actor, ...input, at }),
})

export const refundAction = defineAction({
  permission: 'disputes.work',
  input: refundInput,
  run: ({ actor, input, at }) => proposeRefund({ actor, ...input, at }),
  revalidates: PAGES,
})

export const refuseRefundAction = defineAction({
  permission: 'disputes.work',
  input: refuseRefundInput,
  run: ({ actor, input, at }) => refuseRefund({ actor, ...input, at }),
  revalidates: PAGES,
})
