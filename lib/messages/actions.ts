'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { messageInput } from './schema.ts'
import { cancelMessage, retryMessage } from './settle-by-hand.ts'

export const retryMessageAction = defineAction({
  permission: 'messages.work',
  input: messageInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => retryMessage(tx, { ...input, actor, requestId: actor.requestId, at })),
  revalidates: ['/messages'],
})

export const cancelMessageAction = defineAction({
  permission: 'messages.work',
  input: messageInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => cancelMessage(tx, { ...input, actor, requestId: actor.requestId, at })),
  revalidates: ['/messages'],
})
