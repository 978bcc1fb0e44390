'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { mailAboutTicket } from './mail-about-ticket.ts'
import { assignTickets, commentTicket, planTicket, snoozeTicket } from './plan-ticket.ts'
import { takeTicket } from './resolve-ticket.ts'
import { assignInput, commentInput, mailInput, planInput, slaInput, snoozeInput, takeInput } from './schema.ts'
import { saveSlaDays } from './sla.ts'
import { sendTicket } from './tell-tracker.ts'

const revalidates = ['/tickets', '/settlements', '/']

export const takeTicketAction = defineAction({
  permission: 'tickets.work',
  input: takeInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => takeTicket(tx, input.ticketId, { actor, requestId: actor.requestId, at })),
  revalidates,
})

export const assignTicketsAction = defineAction({
  permission: 'tickets.work',
  input: assignInput,
  run: ({ actor, input: { ticketIds, ownerId }, at }) =>
    inTransaction(actor.scope, (tx) =>
      assignTickets(tx, ticketIds, ownerId, { actor, requestId: actor.requestId, at }),
    ),
  revalidates,
})

export const commentTicketAction = defineAction({
  permission: 'tickets.work',
  input: commentInput,
  run: ({ actor, input: { ticketId, body }, at }) =>
    inTransaction(actor.scope, (tx) => commentTicket(tx, ticketId, body, { actor, requestId: actor.requestId, at })),
  revalidates,
})

export const snoozeTicketAction = defineAction({
  permission: 'tickets.work',
  input: snoozeInput,
  run: ({ actor, input: { ticketId, until }, at }) =>
    inTransaction(actor.scope, (tx) => snoozeTicket(tx, ticketId, until, { actor, requestId: actor.requestId, at })),
  revalidates,
})

export const planTicketAction = defineAction({
  permission: 'tickets.work',
  input: planInput,
  run: ({ actor, input: { ticketId, ...plan }, at }) =>
    inTransaction(actor.scope, (tx) => planTicket(tx, ticketId, plan, { actor, requestId: actor.requestId, at })),
  revalidates,
})

export const saveSlaAction = defineAction({
  permission: 'settings.manage',
  input: slaInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) => saveSlaDays(tx, input, { actor, requestId: actor.requestId, at })),
  revalidates,
})

export const sendTicketAction = defineAction({
  permission: 'tickets.work',
  input: takeInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => sendTicket(tx, input.ticketId, at)),
  revalidates,
})

export const mailAboutTicketAction = defineAction({
  permission: 'tickets.work',
  input: mailInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => mailAboutTicket(tx, { actor, ...input, at })),
  revalidates: ['/tickets', '/approvals'],
})
