import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Courier, Outgoing } from '#lib/messages/courier.ts'
import { exact, type GlJournal, minorOf, readJson, writeJson } from './gl-journal.ts'
import { quickBooksCourier } from './quickbooks-courier.ts'
import { type GlServer, startGlServer } from './testing-gl.ts'
import { xeroCourier } from './xero-courier.ts'

const AT = new Date('2026-11-20T12:00:00Z')

const JOURNAL: GlJournal = {
  docNumber: 'T1-261031USD',
  on: '2026-10-31',
  currency: 'USD',
  memo: 'Batch 1, 2026-10-31, USD',
  lines: [
    { target: '1010', minor: '9680', name: 'Stripe balance' },
    { target: '5010', minor: '320', name: 'Processor fees' },
    { target: '2010', minor: '-10000', name: 'Buyer funds' },
  ],
}

const message = (journal: GlJournal = JOURNAL): Outgoing => ({
  id: 'msg_01',
  kind: 'gl.quickbooks',
  to: 'QuickBooks',
  subject: `Journal ${journal.docNumber}`,
  body: JSON.stringify(journal),
  subjectKind: 'journal_batch',
  subjectId: '1',
  onceKey: 'gl:1',
  createdAt: AT,
  attempts: 1,
})

let server: GlServer
beforeEach(async () => {
  server = await startGlServer()
})
afterEach(() => server.stop())

const SYSTEMS: [string, (url: string, token?: string) => Courier][] = [
  ['QuickBooks', (base, accessToken = 'token') => quickBooksCourier({ base, realmId: '123', accessToken })],
  ['Xero', (base, accessToken = 'token') => xeroCourier({ base, tenantId: 'tenant', accessToken })],
]

describe.each(SYSTEMS)('%s', (_, courierAt) => {
  test('takes a journal in its own shape, and what it keeps is read back', async () => {
    expect(await courierAt(server.url).send(message(), AT)).toMatchObject({ outcome: 'delivered', remoteId: '1' })
    expect(server.kept.size).toBe(1)
    expect(server.asked.at(-1)).toMatch(/^GET .*\/1$/)
  })

  test('keeps a journal once when the answer was lost, and when it is sent again under another message', async () => {
    server.mood = 'answer lost'
    await expect(courierAt(server.url).send(message(), AT)).rejects.toThrow()
    expect(await courierAt(server.url).lookUp?.(message())).toMatchObject({ outcome: 'delivered', remoteId: '1' })
    expect(await courierAt(server.url).send({ ...message(), id: 'msg_02' }, AT)).toMatchObject({ remoteId: '1' })
    expect(server.kept.size).toBe(1)
  })

  test('says when the other side keeps something else', async () => {
    server.mood = 'keeps another amount'
    expect(await courierAt(server.url).send(message(), AT)).toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining('keeps it as 1'),
    })
  })

  test('waits when it is told to, and when the token is refused', async () => {
    server.mood = 'too busy'
    expect(await courierAt(server.url).send(message(), AT)).toMatchObject({
      outcome: 'retry',
      retryAfterMs: 7_000,
    })
    await expect(courierAt(server.url, 'other').send(message(), AT)).rejects.toThrow(/401/)
  })

  test('is told a shape it does not know, and nobody tries again', async () => {
    const one = { ...JOURNAL, lines: JOURNAL.lines.slice(0, 1) }
    expect(await courierAt(server.url).send(message(one), AT)).toMatchObject({ outcome: 'refused' })
    expect(server.kept.size).toBe(0)
  })
})

test('no amount passes through a floating-point number', () => {
  const text = writeJson({ Amount: exact('90071992547409.93'), Description: '12.34', LineAmount: exact('-0.10') })
  expect(text).toBe('{"Amount":90071992547409.93,"Description":"12.34","LineAmount":-0.10}')
  expect(readJson(text)).toEqual({ Amount: '90071992547409.93', Description: '12.34', LineAmount: '-0.10' })
  expect(minorOf('90071992547409.93', 'USD')).toBe(9_007_199_254_740_993n)
  expect([minorOf('100.0', 'USD'), minorOf('-7', 'JPY'), minorOf('1.5000', 'KWD'), minorOf('0.001', 'USD')]).toEqual([
    10_000n,
    -7n,
    1_500n,
    null,
  ])
})
