import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { Role } from '#lib/access/permissions.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { addPerson } from '#lib/people/add-person.ts'
import { closeDatabase, inRawTransaction } from '#lib/platform/db.ts'
import type { ToolResult } from '../block-model.ts'
import { insertMessage } from '../chat/message-store.ts'
import type { ChatMessage } from '../chat-model.ts'
import { beginConversation } from '../conversations/conversation.ts'
import { type BlockPlace, pinBlock, unpinBlock } from './pin-block.ts'
import { pinsOf } from './pins-of.ts'

const AT = new Date('2026-11-20T12:00:00Z')

let entity: Entity
let ana: Actor
let ben: Actor
let conversationId: string

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_pins',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: AT,
    automaticSince: null,
    at: AT,
  })
  ana = await add('ana', 'analyst')
  ben = await add('ben', 'operator')
  conversationId = await inRawTransaction(ana.scope, async (tx) => {
    const id = await beginConversation(tx, AT)
    const answer = { conversationId: id, messageId: 'cms_answer', number: 1, role: 'assistant', replyTo: '' } as const
    await insertMessage(tx, { ...answer, parts: PARTS, at: AT, leaseUntil: null })
    return id
  })
})
afterAll(closeDatabase)

const pin = (place: Partial<BlockPlace> = {}, who = ana) =>
  inRawTransaction(who.scope, (tx) =>
    pinBlock(tx, { conversationId, messageId: 'cms_answer', callId: 'call_1', position: 0, ...place }, who, AT),
  )

test('a pinned block is asked again with the call that was stored, and goes when it is unpinned', async () => {
  const id = await pin()
  const [found] = await pinsOf(ana, AT)
  expect(found).toMatchObject({ id, title: 'seller', stale: null, block: { kind: 'entities', items: [] } })
  expect(await pinsOf(ben, AT)).toEqual([])
  await inRawTransaction(ben.scope, (tx) => unpinBlock(tx, id))
  expect(await pinsOf(ana, AT)).toHaveLength(1)
  await inRawTransaction(ana.scope, (tx) => unpinBlock(tx, id))
  expect(await pinsOf(ana, AT)).toEqual([])
})

test.each([
  ['a call that is not there', { callId: 'call_9' }],
  ['a block that is not there', { position: 7 }],
  ['a block that is only words', { position: 1 }],
  ['an answer that is not there', { messageId: 'cms_none' }],
  ['a tool that there is not', { callId: 'call_2' }],
])('%s is not pinned', async (_, place) => {
  await expect(pin(place)).rejects.toThrow(/Only figures of a stored answer/)
})

test('nobody pins from a conversation that they may not read', async () => {
  await expect(pin({}, ben)).rejects.toThrow(/Only figures of a stored answer/)
})

test('what can no longer be asked stays as it was, and says why', async () => {
  const id = await pin()
  const [found] = await pinsOf({ ...ana, roles: ['seller'] }, AT)
  expect(found).toMatchObject({
    id,
    block: RESULT.blocks[0],
    stale: expect.stringMatching(/^As of 2026-11-20: your role/),
  })
  await inRawTransaction(ana.scope, (tx) => unpinBlock(tx, id))
})

test('Today holds twelve', async () => {
  for (let count = 0; count < 12; count += 1) await pin()
  await expect(pin()).rejects.toThrow(/holds 12 pins/)
})

const RESULT: ToolResult = {
  step: 'Sellers, 1 seller',
  blocks: [
    { kind: 'entities', noun: 'seller', items: [{ label: 'Gone', detail: '', href: '/sellers/sel_1' }], found: 1 },
    { kind: 'notice', tone: 'info', text: 'Nothing.' },
  ],
  facts: { summary: '' },
  citations: [],
  rows: 0,
  more: false,
}

const called = (tool: string, toolCallId: string, input: unknown) => ({
  type: `tool-${tool}` as const,
  toolCallId,
  state: 'output-available' as const,
  input,
  output: RESULT,
})

const PARTS: ChatMessage['parts'] = [
  called('find_sellers', 'call_1', { name: null }),
  called('no_such_tool', 'call_2', {}),
]

async function add(name: string, role: Exclude<Role, 'seller' | 'admin'>): Promise<Actor> {
  const email = `${name}@example.test`
  const personId = (await addPerson({ entity, email, name, role, password: 'four plain words', at: AT })) ?? ''
  const scope = { entityId: entity.id, livemode: false, actor: personId }
  return { personId, email, name, roles: [role], sellerId: null, entity, scope, requestId: 'req_pins' }
}
