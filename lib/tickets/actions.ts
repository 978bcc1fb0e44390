'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { resolveTicket, takeTicket } from './resolve-ticket.ts'
import { resolveInput, takeInput } from './schema.ts'

const PAGES = ['/settlements', '/']

export const takeTicketAction = defineAction({
  permission: 'settlements.work',
  input: takeInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) =>
      takeTicket(tx, { ...input, actor: asAuditor(actor), requestId: actor.requestId, at }),
    ),
  revalidates: PAGES,
})

export const resolveTicketAction = defineAction({
  permission: 'settlements.work',
  input: resolveInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) =>
      resolveTicket(tx, { ...input, actor: asAuditor(actor), requestId: actor.requestId, at }),
    ),
  revalidates: PAGES,
})

function asAuditor({ personId, roles }: { readonly personId: string; readonly roles: readonly string[] }) {
  return { kind: 'person', id: personId, role: roles.join(',') } as const
}
