import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#lib/access/permissions.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { addPerson } from '#lib/people/add-person.ts'
import { closeDatabase, inTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { beginConversation, deleteConversation, renameConversation, shareConversation } from './conversation.ts'
import { conversationOf, conversationsOf } from './read-conversation.ts'

const AT = new Date('2026-11-20T12:00:00Z')

let entity: Entity
type Somebody = { readonly personId: string; readonly roles: readonly Role[]; readonly scope: Scope }
let ana: Somebody
let olu: Somebody

beforeAll(async () => {
  entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_conversations',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: AT,
    automaticSince: null,
    at: AT,
  })
  const add = async (name: string, role: 'operator' | 'analyst'): Promise<Somebody> => {
    const email = `${name}@example.test`
    const personId = (await addPerson({ entity, email, name, role, password: 'four plain words', at: AT })) ?? ''
    return { personId, roles: [role], scope: { entityId: entity.id, livemode: false, actor: personId } }
  }
  ana = await add('Ana', 'analyst')
  olu = await add('Olu', 'operator')
})
afterAll(closeDatabase)

const as = <T>({ scope }: Somebody, run: (tx: Sql) => Promise<T>) => inTransaction(scope, run)
const idsOf = async (who: Somebody, query: Parameters<typeof conversationsOf>[1] = {}) =>
  (await conversationsOf(who, query)).rows.map(({ id }) => id)
const begin = (who: Somebody) => as(who, (tx) => beginConversation(tx, AT))

describe('a conversation', () => {
  test('is its owner’s: others neither see, rename, share nor delete it', async () => {
    const id = await begin(ana)
    expect(await idsOf(ana)).toContain(id)
    expect(await idsOf(olu)).not.toContain(id)
    await expect(conversationOf(olu, id)).rejects.toThrow(/no such conversation/)
    for (const act of [
      (tx: Sql) => renameConversation(tx, id, 'Mine'),
      (tx: Sql) => shareConversation(tx, id, AT),
      (tx: Sql) => deleteConversation(tx, id),
    ])
      await expect(as(olu, act)).rejects.toThrow(/no such conversation/)
  })

  test('is hidden by the database itself, whatever a statement asks for', async () => {
    const id = await begin(ana)
    const count = async (who: Somebody) =>
      (await as(who, (tx) => tx.sql('SELECT id FROM assistant_conversation WHERE id = $1', [id]))).length
    expect([await count(ana), await count(olu)]).toEqual([1, 0])
    await expect(
      as(olu, (tx) =>
        tx.exec(
          `INSERT INTO assistant_message (conversation_id, id, entity_id, livemode, person_id, number, role, parts, metadata, state, created_at)
           VALUES ($1, 'cms_forged', $2, false, $3, 1, 'user', '[]', '{}', 'done', $4)`,
          [id, entity.id, ana.personId, AT],
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  })

  test('is read by others while it is shared, if they hold what its tools needed, and never changed by them', async () => {
    const id = await begin(ana)
    await as(ana, async (tx) => {
      await shareConversation(tx, id, AT)
      await tx.exec(`UPDATE assistant_conversation SET needs = '{analytics.read}' WHERE id = $1`, [id])
    })
    expect(await conversationOf(olu, id)).toMatchObject({ id, isOwn: false, ownerName: 'Ana', messages: [] })
    expect(
      await as(olu, (tx) => tx.exec('UPDATE assistant_conversation SET title = $2 WHERE id = $1', [id, 'x'])),
    ).toBe(0)
    await as(ana, (tx) => tx.exec(`UPDATE assistant_conversation SET needs = '{people.manage}' WHERE id = $1`, [id]))
    await expect(conversationOf(olu, id)).rejects.toThrow(/no such conversation/)
    await as(ana, async (tx) => {
      await tx.exec(`UPDATE assistant_conversation SET needs = '{}' WHERE id = $1`, [id])
      await tx.exec(
        `INSERT INTO assistant_message (conversation_id, id, entity_id, livemode, person_id, number, role, parts, metadata, state, created_at)
         VALUES ($1, 'cms_lost', $2, false, $3, 1, 'assistant', '[{"type":"tool-execute_anything"}]', '{}', 'failed', $4)`,
        [id, entity.id, ana.personId, AT],
      )
    })
    await expect(conversationOf(olu, id)).rejects.toThrow(/no such conversation/)
    expect((await conversationOf(ana, id)).messages).toHaveLength(1)
    await as(ana, (tx) => tx.exec(`DELETE FROM assistant_message WHERE conversation_id = $1`, [id]))
    expect(await conversationOf(olu, id)).toMatchObject({ isShared: true })
    await as(ana, (tx) => shareConversation(tx, id, null))
    await as(ana, (tx) => tx.exec(`UPDATE assistant_conversation SET needs = '{}' WHERE id = $1`, [id]))
    await expect(conversationOf(olu, id)).rejects.toThrow(/no such conversation/)
  })

  test('is found by its name, renamed and deleted', async () => {
    const id = await begin(olu)
    await as(olu, (tx) => renameConversation(tx, id, 'Refunds of 100% in Q3'))
    expect(await idsOf(olu, { search: '100%' })).toEqual([id])
    expect(await idsOf(olu, { search: '100_' })).toEqual([])
    await as(olu, (tx) => deleteConversation(tx, id))
    expect(await idsOf(olu, { search: 'Refunds' })).toEqual([])
  })

  test('is listed with the others a page at a time, there and back', async () => {
    for (let count = 0; count < 3; count += 1) await begin(ana)
    const all = await idsOf(ana)
    const first = await conversationsOf(ana, { limit: 2 })
    const second = await conversationsOf(ana, { limit: 2, after: first.nextCursor })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(all.slice(0, 4))
    expect(await idsOf(ana, { limit: 2, before: second.previousCursor })).toEqual(all.slice(0, 2))
    expect((await idsOf(ana, { after: 'nonsense~cnv_1' })).length).toBe(all.length)
  })
})
