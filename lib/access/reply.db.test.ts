import { afterAll, expect, test } from 'vitest'
import { closeDatabase, inRawTransaction, inTransaction, type Scope } from '#lib/platform/db.ts'
import { replyTo } from './reply.ts'

const SCOPE: Scope = { entityId: 'ent_reply', livemode: false, actor: 'system' }

afterAll(closeDatabase)

test.each([
  ['one round trip', inRawTransaction],
  ['Prisma', inTransaction],
])('a zero character that reaches the database through %s is a refusal, not a fault', async (_, begin) => {
  const problem = await begin(SCOPE, (tx) => tx.sql('SELECT $1::text AS said', ['a\u0000b'])).catch((error) => error)
  expect(replyTo(problem, 'test')).toMatchObject({ status: 422, refusal: { code: 'access.zero_character' } })
})
