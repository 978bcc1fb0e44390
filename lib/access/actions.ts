'use server'

import { z } from 'zod'
import { inRawTransaction } from '#lib/platform/db.ts'
import type { Actor } from './actor.ts'
import { createApiKey, revokeApiKey } from './api-key.ts'
import { newApiKey } from './api-key-model.ts'
import { defineAction } from './define-action.ts'

const auditorOf = (actor: Actor) => ({ kind: 'person', id: actor.personId, role: actor.roles.join(',') }) as const

export const createApiKeyAction = defineAction({
  permission: 'keys.manage',
  input: newApiKey,
  run: ({ actor, input, at }) =>
    inRawTransaction(actor.scope, (tx) => createApiKey(tx, input, { actor: auditorOf(actor), at })),
  revalidates: ['/settings/keys'],
})

export const revokeApiKeyAction = defineAction({
  permission: 'keys.manage',
  input: z.strictObject({ keyId: z.string().regex(/^key_[0-9a-z]{26}$/) }),
  run: async ({ actor, input, at }) => {
    await inRawTransaction(actor.scope, (tx) => revokeApiKey(tx, input.keyId, { actor: auditorOf(actor), at }))
    return {}
  },
  revalidates: ['/settings/keys'],
})
