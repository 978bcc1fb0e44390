import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ensureEntity } from '#lib/entities/entity.ts'
import { addPerson } from '#lib/people/add-person.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import {
  deleteConversationAction,
  newConversationAction,
  renameConversationAction,
  shareConversationAction,
  unshareConversationAction,
} from './actions.ts'
import { conversationOf } from './conversations/read-conversation.ts'

const AT = new Date('2026-11-20T12:00:00Z')

const visitor = vi.hoisted((): { actor: unknown } => ({ actor: null }))
vi.mock('#lib/access/actor.ts', () => ({ currentActor: async () => visitor.actor, can: () => true }))
vi.mock('next/cache', () => ({ revalidatePath: () => {} }))

let reader: Parameters<typeof conversationOf>[0]

beforeAll(async () => {
  const entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_actions',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: AT,
    automaticSince: null,
    at: AT,
  })
  const person = {
    entity,
    email: 'ana@example.test',
    name: 'Ana',
    role: 'analyst',
    password: 'four plain words',
    at: AT,
  } as const
  const personId = (await addPerson(person)) ?? ''
  reader = { personId, roles: ['analyst'], scope: { entityId: entity.id, livemode: false, actor: personId } }
  visitor.actor = { ...reader, name: 'Ana', entity, requestId: 'req_actions' }
})
afterAll(closeDatabase)

test('a conversation is begun, named, shared, kept again and deleted from the panel', async () => {
  const begun = await newConversationAction({})
  if (!begun.ok) throw new Error(begun.refusal.message)
  const { conversationId } = begun.data
  expect(await renameConversationAction({ conversationId, title: '   ' })).toMatchObject({
    refusal: { field: 'title', message: 'Give it a name.' },
  })
  expect(await renameConversationAction({ conversationId, title: 'Refunds' })).toMatchObject({ ok: true })
  expect(await shareConversationAction({ conversationId })).toMatchObject({ ok: true })
  expect(await conversationOf(reader, conversationId)).toMatchObject({ title: 'Refunds', isShared: true, isOwn: true })
  expect(await unshareConversationAction({ conversationId })).toMatchObject({ ok: true })
  expect(await conversationOf(reader, conversationId)).toMatchObject({ isShared: false })
  expect(await deleteConversationAction({ conversationId })).toMatchObject({ ok: true })
  await expect(conversationOf(reader, conversationId)).rejects.toThrow(/no such conversation/)
})
