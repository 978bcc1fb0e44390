import { afterAll, beforeEach, expect, test } from 'vitest'
import { getEntity } from '#lib/entities/entity.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { signGoLive } from './sign-go-live.ts'
import { aGate, type Gate, later, NOW } from './testing.ts'

const HOUR = 3_600
let gate: Gate
beforeEach(async () => {
  gate = await aGate({ goLiveAt: null })
})
afterAll(closeDatabase)

const sign = (name: string, at = NOW) => signGoLive(gate.person(name, ['admin']), at)
const entityNow = () => gate.work((tx) => getEntity(tx, gate.entity.id))

test('goes live from the second administrator’s signature on', async () => {
  expect((await gate.ask()).state).toBe('observed')
  expect(await sign('ada')).toEqual({ isLive: false })
  expect((await entityNow()).goLiveAt).toBeNull()
  expect(await sign('bo', later(HOUR))).toEqual({ isLive: true })
  expect(await entityNow()).toMatchObject({ goLiveAt: later(HOUR), automaticSince: later(HOUR) })
  await expect(sign('cy', later(2 * HOUR))).rejects.toMatchObject({ code: 'approvals.already_live' })
})

test('one administrator cannot sign for two', async () => {
  await sign('ada')
  await expect(sign('ada', later(HOUR))).rejects.toMatchObject({ code: 'approvals.signed_by_you' })
  expect((await entityNow()).goLiveAt).toBeNull()
})

test('a signature older than three days does not count any more', async () => {
  await sign('ada')
  expect(await sign('bo', later(72 * HOUR))).toEqual({ isLive: false })
  expect(await sign('ada', later(73 * HOUR))).toEqual({ isLive: true })
})

test('two who sign at once are two signatures, and it goes live once', async () => {
  const answers = await Promise.all([sign('ada'), sign('bo')])
  expect(answers.map(({ isLive }) => isLive).sort()).toEqual([false, true])
})
