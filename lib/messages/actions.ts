'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { messageInput, noticeInput, suppressionInput } from './schema.ts'
import { cancelMessage, retryMessage } from './settle-by-hand.ts'
import { chooseNotice } from './slack/choose-notices.ts'
import { liftBounce } from './suppressions/lift.ts'

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

export const chooseNoticeAction = defineAction({
  permission: 'settings.manage',
  input: noticeInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => chooseNotice(tx, { ...input, actor, at })),
  revalidates: ['/settings/notices'],
})

export const liftBounceAction = defineAction({
  permission: 'messages.work',
  input: suppressionInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => liftBounce(tx, { ...input, actor, at })),
  revalidates: ['/messages'],
})
