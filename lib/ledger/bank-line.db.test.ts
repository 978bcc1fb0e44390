import { afterAll, expect, test } from 'vitest'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { type MatchedBankLine, postBankLines, reverseBankLines } from './post-bank-line.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const SCOPE = SYSTEM({ id: 'ent_bank', livemode: false })
const entity = { stripeAccount: 'acct_platform' }

afterAll(closeDatabase)

const line: MatchedBankLine = {
  lineId: 7n,
  bankAccountId: 'bank_1',
  bookedOn: '2026-10-14',
  amountMinor: 7_180n,
  currency: 'USD',
  matchId: 'mat_1',
  inTransit: 'payouts_in_transit',
  refs: ['payout:po_1'],
}
const balances = async () => {
  const rows = await read(SCOPE, (tx) =>
    tx.sql<{ code: string; subject: string; minor: bigint }>(
      'SELECT code, subject, balance_minor AS minor FROM ledger_account WHERE entity_id = $1 ORDER BY code',
      [SCOPE.entityId],
    ),
  )
  return rows.map(({ code, subject, minor }) => [code, subject, minor].filter((part) => part !== '').join(' '))
}

test('a matched line moves the whole of it from in transit to its bank account, once, and back when the match is undone', async () => {
  const post = () => inRawTransaction(SCOPE, (tx) => postBankLines(tx, [line], { entity, at: AT }))
  expect((await post())[0]?.created).toBe(true)
  expect((await post())[0]?.created).toBe(false)
  expect(await balances()).toEqual(['bank bank_1 7180', 'payouts_in_transit -7180'])

  await inRawTransaction(SCOPE, (tx) => reverseBankLines(tx, [line], { entity, at: AT }))
  expect(await balances()).toEqual(['bank bank_1 0', 'payouts_in_transit 0'])
  await inRawTransaction(SCOPE, (tx) => postBankLines(tx, [{ ...line, matchId: 'mat_2' }], { entity, at: AT }))
  expect(await balances()).toEqual(['bank bank_1 7180', 'payouts_in_transit -7180'])
})

test('money out that was matched to a top-up leaves the bank', async () => {
  const out = { ...line, lineId: 8n, amountMinor: -5_000n, inTransit: 'topups_in_transit' as const }
  await inRawTransaction(SCOPE, (tx) => postBankLines(tx, [out], { entity, at: AT }))
  expect(await balances()).toContain('topups_in_transit 5000')
})
