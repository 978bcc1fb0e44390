'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { replayEvents } from './replay-event.ts'
import { replayInput } from './schema.ts'

export const replayAction = defineAction({
  permission: 'events.replay',
  input: replayInput,
  run: ({ actor, input, at }) =>
    inTransaction(actor.scope, (tx) =>
      replayEvents(tx, {
        actor: { kind: 'person', id: actor.personId, role: actor.roles.join(' ') },
        events: input.events,
        requestId: actor.requestId,
        at,
      }),
    ),
  revalidates: ['/events'],
})
