import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { ChatMessage } from '../chat-model.ts'
import { ownConversation, UNTITLED } from '../conversations/conversation.ts'
import { type Chosen, chooseModel } from '../models/choose-model.ts'
import { notTheLast, stillAnswering } from '../refusals.ts'
import type { Asker } from '../tools/tool.ts'
import { checkedQuestion } from './checked-question.ts'
import { answering, type Chunk } from './loop.ts'
import { endLost } from './lost-message.ts'
import { dropEmptyAttempts, headsOf, historyOf, insertMessage, LEASE_MS, type MessageHead } from './message-store.ts'
import { pumping } from './pump.ts'

type Question = {
  readonly actor: Asker
  readonly conversationId: string
  /** What the browser calls the question: the same id asks the last question again. */
  readonly questionId: string
  readonly text: string
  readonly page: string
  readonly at: Date
  /** Only tests choose it themselves. */
  readonly chosen?: Chosen
  /** On whose behalf its tools read, where that is not the application's role: a seller. */
  readonly asker?: Asker
}

/** Messages that a model is given of a conversation. */
const HISTORY_MAX = 21
const TITLE_MAX = 80

/**
 * Answers a question in a conversation and stores both. The stream may be left at any time: the answer goes on, can be read again
 * by `resumeAnswer`, and is stored as far as it came. Refuses a question that is empty or too long, and one while another of the
 * conversation is answered.
 */
export async function answerQuestion(question: Question): Promise<ReadableStream<Chunk>> {
  const { actor, conversationId, page, at } = question
  const text = checkedQuestion(question.text)
  const messageId = newId('cms')
  const messages = await inRawTransaction(actor.scope, (tx) => begin(tx, { ...question, text, messageId }))
  const controller = new AbortController()
  const context = { asker: question.asker ?? actor, at, page }
  const { chunks, outcome } = answering({
    context,
    chosen: question.chosen ?? chooseModel(context),
    messages,
    messageId,
    of: { scope: actor.scope, conversationId, messageId, at },
    signal: controller.signal,
  })
  return pumping({ scope: actor.scope, conversationId, messageId, at, chunks, outcome, controller })
}

type Beginning = Question & { readonly messageId: string }

/** Stores the question and the place of its answer, or takes the last question up again. */
async function begin(tx: Sql, { conversationId, questionId, messageId, text, at }: Beginning): Promise<ChatMessage[]> {
  await tx.exec('SELECT FROM assistant_conversation WHERE id = $1 FOR UPDATE', [conversationId])
  const conversation = await ownConversation(tx, conversationId)
  const heads = await headsOf(tx, conversationId, clock.wall())
  if (heads.some(({ state, isLost }) => state === 'running' && !isLost)) throw stillAnswering()
  for (const { id } of heads.filter(({ isLost }) => isLost)) await endLost(tx, { conversationId, messageId: id })
  const again = heads.find(({ id }) => id === questionId)
  if (again !== undefined) await takeUpAgain(tx, conversationId, again, heads)
  await tx.exec('DELETE FROM assistant_chunk WHERE conversation_id = $1', [conversationId])
  let number = (heads.at(-1)?.number ?? 0) + 1
  const key = { conversationId, at }
  const parts: ChatMessage['parts'] = [{ type: 'text', text }]
  if (again === undefined) {
    const question = { messageId: questionId, number, role: 'user', parts, replyTo: '', leaseUntil: null } as const
    await insertMessage(tx, { ...key, ...question })
    number += 1
  }
  const leaseUntil = new Date(clock.wall().getTime() + LEASE_MS)
  await insertMessage(tx, { ...key, messageId, number, role: 'assistant', parts: [], replyTo: questionId, leaseUntil })
  const messages = await historyOf(tx, conversationId, HISTORY_MAX)
  await tx.exec('UPDATE assistant_conversation SET updated_at = $2, title = $3 WHERE id = $1', [
    conversationId,
    at,
    conversation.title === UNTITLED ? titleOf(text) : conversation.title,
  ])
  return messages
}

/** Asked again: what answers before brought stays beside the new one; one that brought nothing makes room. */
async function takeUpAgain(
  tx: Sql,
  conversationId: string,
  again: MessageHead,
  heads: readonly MessageHead[],
): Promise<void> {
  const later = heads.filter(({ number }) => number > again.number)
  if (again.role !== 'user' || later.some(({ role }) => role === 'user')) throw notTheLast()
  await dropEmptyAttempts(tx, conversationId, again.id)
}

const titleOf = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= TITLE_MAX ? line : `${line.slice(0, TITLE_MAX - 1)}…`
}
