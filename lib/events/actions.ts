'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { startAgain, switchRun } from './backfill/steer-backfill.ts'
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

export const startBackfillAction = defineAction({
  permission: 'backfill.run',
  input: z.object({
    since: z.union([z.literal(''), z.iso.date('Write a day like 2026-01-31, or leave it empty for everything.')]),
  }),
  run: ({ actor, input, at }) => startAgain({ actor, since: input.since === '' ? null : new Date(input.since), at }),
  revalidates: ['/backfill'],
})

export const switchBackfillAction = defineAction({
  permission: 'backfill.run',
  input: z.object({ to: z.enum(['paused', 'running']) }),
  run: ({ actor, input, at }) => switchRun({ actor, to: input.to, at }),
  revalidates: ['/backfill'],
})
