import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { approve } from './decide.ts'
import type { Outcome } from './executor.ts'
import { aGate, later, NOW } from './testing.ts'
import { endLongWaits } from './waiting-funds.ts'

afterAll(closeDatabase)
const DAY = 86_400
const short: Outcome = {
  outcome: 'failed',
  code: 'balance_insufficient',
  message: 'Not enough.',
  requestId: 'req_1',
  isInsufficient: true,
}

test('what waits for funds too long is decided about again, however often it was tried', async () => {
  const gate = await aGate({ automaticSince: NOW })
  const proposal = await gate.ask()
  gate.script.answers = [short, short, short, gate.succeeded('tr_late')]
  await gate.execute(proposal)
  await gate.execute(proposal, later(29 * DAY))
  const end = (seconds: number) => gate.work((tx) => endLongWaits(tx, gate.entity, later(seconds)))
  expect(await end(30 * DAY - 1)).toBe(0)
  expect(await end(30 * DAY)).toBe(1)
  expect(await gate.now(proposal)).toMatchObject({
    state: 'needs_approval',
    stateReason: expect.stringContaining('waited for funds for 30 days'),
    approvalsNeeded: 1,
    expiresAt: later(33 * DAY),
  })
  await gate.execute(proposal, later(30 * DAY))
  const { id: proposalId, argumentsHash } = proposal
  await approve({ actor: gate.person('priya'), proposalId, argumentsHash, comment: '', at: later(31 * DAY) })
  await gate.execute(proposal, later(31 * DAY))
  expect(await end(60 * DAY)).toBe(0)
  await gate.execute(proposal, later(32 * DAY))
  expect(await gate.now(proposal)).toMatchObject({ state: 'executed', attempt: 4 })
})
