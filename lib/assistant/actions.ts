'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { explainInput } from '#lib/payouts/schema.ts'
import { inTransaction } from '#lib/platform/db.ts'
import {
  beginConversation,
  deleteConversation,
  renameConversation,
  shareConversation,
} from './conversations/conversation.ts'
import { pinBlock, unpinBlock } from './pins/pin-block.ts'
import { resumeEmbedding, stopEmbedding } from './retrieval/read-standing.ts'
import { restorePolicy, withdrawPolicy } from './retrieval/withdraw-policy.ts'
import { rewordExplanation } from './reword-explanation.ts'
import { conversationInput, pinInput, renameInput, unpinInput, withdrawInput } from './schema.ts'

const revalidates = ['/assistant']

export const newConversationAction = defineAction({
  permission: 'assistant.ask',
  input: z.object({}),
  run: async ({ actor, at }) => ({
    conversationId: await inTransaction(actor.scope, (tx) => beginConversation(tx, at)),
  }),
})

export const renameConversationAction = defineAction({
  permission: 'assistant.ask',
  input: renameInput,
  run: ({ actor, input: { conversationId, title } }) =>
    inTransaction(actor.scope, (tx) => renameConversation(tx, conversationId, title)),
  revalidates,
})

export const deleteConversationAction = defineAction({
  permission: 'assistant.ask',
  input: conversationInput,
  run: ({ actor, input: { conversationId } }) =>
    inTransaction(actor.scope, (tx) => deleteConversation(tx, conversationId)),
  revalidates,
})

export const shareConversationAction = defineAction({
  permission: 'assistant.ask',
  input: conversationInput,
  run: ({ actor, input: { conversationId }, at }) =>
    inTransaction(actor.scope, (tx) => shareConversation(tx, conversationId, at)),
  revalidates,
})

export const unshareConversationAction = defineAction({
  permission: 'assistant.ask',
  input: conversationInput,
  run: ({ actor, input: { conversationId } }) =>
    inTransaction(actor.scope, (tx) => shareConversation(tx, conversationId, null)),
  revalidates,
})

export const withdrawPolicyAction = defineAction({
  permission: 'policies.manage',
  input: withdrawInput,
  run: ({ actor, input, at }) => withdrawPolicy({ actor, ...input, at }),
  revalidates: ['/policies'],
})

export const restorePolicyAction = defineAction({
  permission: 'policies.manage',
  input: withdrawInput,
  run: ({ actor, input, at }) => restorePolicy({ actor, ...input, at }),
  revalidates: ['/policies'],
})

export const pinBlockAction = defineAction({
  permission: 'assistant.ask',
  input: pinInput,
  run: async ({ actor, input, at }) => ({
    pinId: await inTransaction(actor.scope, (tx) => pinBlock(tx, input, actor, at)),
  }),
})

export const unpinBlockAction = defineAction({
  permission: 'assistant.ask',
  input: unpinInput,
  run: ({ actor, input: { pinId } }) => inTransaction(actor.scope, (tx) => unpinBlock(tx, pinId)),
  revalidates: ['/'],
})

export const stopEmbeddingAction = defineAction({
  permission: 'policies.manage',
  input: z.object({}),
  run: async ({ actor, at }) => {
    await inTransaction(actor.scope, (tx) => stopEmbedding(tx, at))
  },
  revalidates: ['/policies'],
})

export const resumeEmbeddingAction = defineAction({
  permission: 'policies.manage',
  input: z.object({}),
  run: ({ actor, at }) => inTransaction(actor.scope, (tx) => resumeEmbedding(tx, at)),
  revalidates: ['/policies'],
})

/** Has the configured model say an explanation in other words; what changed a figure is refused. */
export const rewordExplanationAction = defineAction({
  permission: 'payouts.explain',
  input: explainInput,
  run: ({ actor, input: { locale, ...subject }, at }) => rewordExplanation({ actor, subject, locale, at }),
})
