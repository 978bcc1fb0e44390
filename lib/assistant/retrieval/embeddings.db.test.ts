import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entity } from '#lib/entities/entity.ts'
import { closeDatabase, inTransaction, SYSTEM } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { embedPassages, setState } from './embed-passages.ts'
import { embeddingModel } from './embedding-model.ts'
import { bringInOwnDocuments } from './product-documents.ts'
import { openVector, sealVector } from './seal-vector.ts'
import { searchPassages } from './search.ts'
import { asOperator, asSeller, testEntity } from './testing.ts'
import { type EmbeddingServer, startEmbeddings } from './testing-embeddings.ts'
import { withdrawPolicy } from './withdraw-policy.ts'

const AT = new Date('2026-11-20T12:00:00Z')
let entity: Entity
let rows: Rows
let server: EmbeddingServer

beforeAll(async () => {
  server = await startEmbeddings()
  Object.assign(process.env, {
    OPENAI_BASE_URL: server.url,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_EMBEDDING_MODEL: 'text-embedding-3-small',
    TIEOUT_VECTOR_KEY: 'a vector key that only tests know',
  })
  entity = await testEntity()
  rows = await openRows()
  await rows.insert('seller', {
    id: 'sel_n',
    entity_id: entity.id,
    livemode: false,
    name: 'Refund Wizards',
    stripe_account: 'acct_n',
  })
  await bringInOwnDocuments(SYSTEM(entity), AT)
})
afterAll(async () => {
  await server.close()
  await rows.close()
  await closeDatabase()
})

const model = () => {
  const found = embeddingModel()
  if (found === null) throw new Error('the environment names a model')
  return found
}
const embed = () => embedPassages({ scope: SYSTEM(entity), model: model(), at: AT })
const state = async () =>
  (
    await rows.query<Record<string, unknown>>(
      `SELECT state, done, total, error FROM retrieval_state WHERE work = 'embedding'`,
    )
  )[0]
const kept = async () => Number((await rows.query<{ n: string }>('SELECT count(*) AS n FROM passage_vector'))[0]?.n)

test('a server that fails leaves a sentence without its words, and what is kept', async () => {
  server.fail(401)
  expect(await embed()).toBe(false)
  expect(await state()).toMatchObject({
    state: 'failed',
    error: 'The server of the embedding model is not usable: it answered with status 401.',
  })
  server.fail('broken')
  expect(await embed()).toBe(false)
  expect((await state())?.error).toContain('not a vector for each text')
  expect(await kept()).toBe(0)
  server.fail(null)
})

test('what somebody stopped stays stopped until they let it go on, and nothing is asked twice', async () => {
  await inTransaction(SYSTEM(entity), (tx) => setState(tx, { state: 'stopped', at: AT }))
  const before = server.asked.length
  expect(await embed()).toBe(false)
  expect(server.asked.length).toBe(before)
  await inTransaction(SYSTEM(entity), (tx) => setState(tx, { state: 'idle', at: AT }))
  expect(await embed()).toBe(false)
  const all = await kept()
  expect(await state()).toMatchObject({ state: 'idle', done: all, total: all })
  const asked = server.asked.length
  expect(await embed()).toBe(false)
  expect(server.asked.length).toBe(asked)
  await rows.query(`UPDATE passage SET hash = 'changed' WHERE id = (SELECT min(id) FROM passage)`)
  await embed()
  expect(server.asked.at(-1)?.input.length).toBe(1)
})

test('no digit, address or name of a seller leaves', async () => {
  await searchPassages(asOperator(entity), { words: 'does Refund Wizards, acct_9Xy, owe 12.30 EUR (mail a@b.test)?' })
  expect(server.asked.at(-1)?.input).toEqual(['does (name) , (id) , owe (number) EUR (mail (address)'])
  expect(server.asked.flatMap(({ input }) => input).join(' ')).not.toMatch(/[\p{N}@]|refund wizards/iu)
  expect(server.asked.at(-1)?.authorization).toBe('Bearer sk-test')
})

test('meaning finds what words do not, for those who may see it only', async () => {
  const find = async (words: string, asker = asOperator(entity) as Parameters<typeof searchPassages>[0]) =>
    (await searchPassages(asker, { words })).passages.map(({ href }) => href)
  expect((await find('thaw'))[0]).toMatch(/hold-policy/)
  expect((await find('forgive insolvency'))[0]).toMatch(/write-off-policy/)
  expect((await find('forgive', asSeller(entity, 'sel_n'))).filter((href) => /write-off|help/.test(href))).toEqual([])
  await withdrawPolicy({ actor: asOperator(entity), slug: 'hold-policy', why: 'Test.', at: AT })
  expect((await find('thaw')).filter((href) => /hold-policy/.test(href))).toEqual([])
})

test('a model that does not answer costs the meaning, not the answer, and says so', async () => {
  server.fail(500)
  const { passages, notes } = await searchPassages(asOperator(entity), { words: 'late refunds' })
  expect(passages[0]?.href).toBe('/policies/refund-policy#late-refunds')
  expect(notes).toEqual([expect.stringMatching(/^Passages were compared by their words alone\./)])
  server.fail(null)
})

test('another key asks for everything again', async () => {
  const all = (await kept()) + 1
  await rows.query(`UPDATE passage_vector SET model = 'text-embedding-3-small/00000000'`)
  await embed()
  const models = await rows.query<{ model: string }>('SELECT DISTINCT model FROM passage_vector')
  expect(models).toEqual([{ model: model().id }])
  expect(await kept()).toBeLessThanOrEqual(all)
})

test('vectors are kept encrypted, and open for their own row and key only', async () => {
  const sealed = sealVector([0.6, 0.8], 'ent/1/m')
  expect([...(openVector(sealed, 'ent/1/m') ?? [])].map((part) => Math.round(part * 10))).toEqual([6, 8])
  expect(openVector(sealed, 'ent/2/m')).toBeNull()
  const changed = Buffer.from(sealed)
  changed[30] = (changed[30] ?? 0) ^ 1
  expect(openVector(changed, 'ent/1/m')).toBeNull()
  expect(openVector(Buffer.alloc(3), 'ent/1/m')).toBeNull()
  const [row] = await rows.query<{ sealed: Buffer }>('SELECT sealed FROM passage_vector LIMIT 1')
  expect(row?.sealed.length).toBe(12 + 16 + 5 * 4)
})
