'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { addLink, decideLink } from './decide-link.ts'
import { replyTo } from './reply.ts'
import { addLinkInput, assignInput, closeInput, decideInput, replyInput, snoozeInput, ticketInput } from './schema.ts'
import { ticketOf } from './ticket-of.ts'
import { assignConversation, closeConversation, snoozeConversation } from './work-conversation.ts'

const revalidates = ['/inbox']

export const replyAction = defineAction({
  permission: 'inbox.work',
  input: replyInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => replyTo(tx, input, { actor, at })),
  revalidates: ['/inbox', '/approvals'],
})

export const assignConversationAction = defineAction({
  permission: 'inbox.work',
  input: assignInput,
  run: ({ actor, input: { conversationId, ownerId }, at }) =>
    inTransaction(actor.scope, (tx) => assignConversation(tx, conversationId, ownerId, { actor, at })),
  revalidates,
})

export const snoozeConversationAction = defineAction({
  permission: 'inbox.work',
  input: snoozeInput,
  run: ({ actor, input: { conversationId, until }, at }) =>
    inTransaction(actor.scope, (tx) => snoozeConversation(tx, conversationId, until, { actor, at })),
  revalidates,
})

export const closeConversationAction = defineAction({
  permission: 'inbox.work',
  input: closeInput,
  run: ({ actor, input: { conversationId, ending }, at }) =>
    inTransaction(actor.scope, (tx) => closeConversation(tx, conversationId, ending, { actor, at })),
  revalidates,
})

export const ticketOfAction = defineAction({
  permission: 'inbox.work',
  input: ticketInput,
  run: ({ actor, input: { conversationId, action }, at }) =>
    inTransaction(actor.scope, (tx) => ticketOf(tx, conversationId, action, { actor, at })),
  revalidates: ['/inbox', '/tickets'],
})

export const decideLinkAction = defineAction({
  permission: 'inbox.work',
  input: decideInput,
  run: ({ actor, input: { conversationId, ...decided }, at }) =>
    inTransaction(actor.scope, (tx) => decideLink(tx, conversationId, decided, { actor, at })),
  revalidates,
})

export const addLinkAction = defineAction({
  permission: 'inbox.work',
  input: addLinkInput,
  run: ({ actor, input: { conversationId, name }, at }) =>
    inTransaction(actor.scope, (tx) => addLink(tx, conversationId, name, { actor, at })),
  revalidates,
})
