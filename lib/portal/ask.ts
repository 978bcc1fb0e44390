import type { SellerActor } from '#lib/access/seller-actor.ts'
import { answerQuestion } from '#lib/assistant/chat/answer-question.ts'
import { beginConversation } from '#lib/assistant/conversations/conversation.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { writingScope } from './writing-scope.ts'

type Question = { readonly conversationId: string | null; readonly text: string; readonly at: Date }

export type Answer = { readonly conversationId: string; readonly text: ReadableStream<string> }

/**
 * Answers a question of a seller's person over the seller's own rows and the policies: the tools read under tieout_seller, so that
 * nothing anybody says can reach another seller's. Question and answer are kept as the person's own conversation.
 */
export async function ask(actor: SellerActor, { conversationId, text, at }: Question): Promise<Answer> {
  const writing = writingScope(actor)
  const id = conversationId ?? (await inRawTransaction(writing, (tx) => beginConversation(tx, at)))
  const { personId, name, entity, locale } = actor
  const person = { personId, name, roles: ['seller'] as const, entity, locale }
  const chunks = await answerQuestion({
    actor: { ...person, scope: writing },
    asker: { ...person, scope: actor.scope },
    conversationId: id,
    questionId: newId('cms'),
    text,
    page: '/portal',
    at,
  })
  const words = new TransformStream<{ type: string; delta?: string; errorText?: string }, string>({
    transform: (chunk, controller) => {
      if (chunk.type === 'text-delta') controller.enqueue(chunk.delta ?? '')
      if (chunk.type === 'error') controller.enqueue(chunk.errorText ?? '')
    },
  })
  return { conversationId: id, text: chunks.pipeThrough(words) }
}
