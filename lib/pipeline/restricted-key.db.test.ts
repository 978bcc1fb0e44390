import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { getBackfill } from '#lib/events/backfill/get-backfill.ts'
import { openRun } from '#lib/events/backfill/run-state.ts'
import { startBackfill } from '#lib/events/backfill/start-backfill.ts'
import { entityOf } from '#lib/events/testing.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { type Sandbox, startSandbox } from '#lib/stripe-sandbox/server.ts'
import { workBackfill } from './backfill.ts'
import { sweepAll } from './handlers.ts'

/** What the README tells an operator to tick, as resources of Stripe's paths. */
const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ')
const ticked = (sentence: RegExp): string[] =>
  (sentence.exec(README)?.[1] ?? '')
    .split(/, | and /)
    .map((name) => RESOURCES[name] ?? name.toLowerCase().replaceAll(' ', '_'))
const RESOURCES: Readonly<Record<string, string>> = {
  'Credit notes': 'invoices',
  'Early fraud warnings': 'radar',
  'Top-ups': 'topups',
  'Checkout sessions': 'checkout',
}

let sandbox: Sandbox
let entity: Entity

beforeAll(async () => {
  sandbox = await startSandbox({ scale: 'small', seed: 6, end: '2026-11-01', frozen: true })
  const permissions = {
    ...levels(ticked(/\*Read\* on ([^;]*?); \*Write\*/), 'read'),
    ...levels(ticked(/\*Write\* on (\w+);/), 'write'),
  }
  const connect = levels(ticked(/Connect column\) \*Read\* on ([^.]*?)\./), 'read')
  const body = JSON.stringify({ permissions, connect })
  const answer = await fetch(`${sandbox.url}/_sandbox/keys`, { method: 'POST', body })
  const { key } = (await answer.json()) as { key: string }
  process.env.STRIPE_SECRET_KEY = key
  process.env.STRIPE_REQUESTS_PER_SECOND = '2000'
  entity = await entityOf(sandbox)
})

afterAll(async () => {
  await closeDatabase()
  await sandbox.close()
})

const levels = (resources: readonly string[], level: 'read' | 'write') =>
  Object.fromEntries(resources.map((resource) => [resource, level]))

test('a key with the permissions that the README names reads everything and sweeps', async () => {
  await inRawTransaction(SYSTEM(entity), (tx) =>
    startBackfill(tx, {
      platform: entity.stripeAccount,
      kind: 'first',
      since: null,
      actor: SYSTEM_ACTOR,
      at: clock.now(),
    }),
  )
  while ((await openRun(entity)) !== null) await workBackfill({ entity, shouldStop: () => false })
  expect(await read(SYSTEM(entity), (tx) => getBackfill(tx))).toMatchObject({ state: 'done' })
  await sweepAll(entity)
})
