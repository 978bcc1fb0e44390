import { expect, test } from 'vitest'
import { openBench, openShop } from '../testing/harness.ts'

const DAY = 86_400

const rowsOf = (csv: string) => {
  const [header = '', ...lines] = csv.trim().split('\n')
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])))
}

test('a payout reconciliation report is ready half a minute later, and its lines add up to the payout', async () => {
  const bench = await openBench()
  const { stripe } = bench
  const { seller, sell } = await openShop(bench)
  for (const amount of [10_000, 2_500]) {
    const source_transaction = await sell(amount)
    await stripe.transfers.create({ amount: amount / 2, currency: 'usd', destination: seller, source_transaction })
  }
  await bench.advance(9 * DAY)
  const [payout] = (await stripe.payouts.list({}, { stripeAccount: seller })).data
  expect(payout?.amount).toBe(6_250)

  const ordered = await stripe.reporting.reportRuns.create({
    report_type: 'connected_account_payout_reconciliation.itemized.3',
    parameters: { connected_account: seller, interval_start: 0, interval_end: (payout?.arrival_date ?? 0) + DAY },
  })
  expect(ordered).toMatchObject({ status: 'pending', result: null })
  await bench.advance(60)
  const run = await stripe.reporting.reportRuns.retrieve(ordered.id)
  expect(run.status).toBe('succeeded')
  expect((await stripe.events.list({ type: 'reporting.report_run.succeeded' })).data).toHaveLength(1)

  const answer = await fetch(run.result?.url ?? '', { headers: { authorization: 'Bearer sk_test_tieout_sandbox' } })
  const rows = rowsOf(await answer.text())
  expect(rows.map((row) => row.reporting_category)).toEqual(['charge', 'charge'])
  const cents = rows.reduce((sum, row) => sum + Number(row.net?.replace('.', '')), 0)
  expect(cents).toBe(payout?.amount)
  expect(new Set(rows.map((row) => row.automatic_payout_id))).toEqual(new Set([payout?.id]))
})

test('a report’s file is given to nobody without the key', async () => {
  const bench = await openBench()
  const run = await bench.stripe.reporting.reportRuns.create({ report_type: 'ending_balance_reconciliation.summary.1' })
  await bench.advance(60)
  const { result } = await bench.stripe.reporting.reportRuns.retrieve(run.id)
  expect((await fetch(result?.url ?? '')).status).toBe(401)
})

test('an uploaded file comes back byte for byte', async () => {
  const { stripe, sandbox } = await openBench()
  const data = Buffer.from([0, 255, 13, 10, 128, 37])
  const file = await stripe.files.create({
    purpose: 'dispute_evidence',
    file: { data, name: 'receipt.pdf', type: 'application/pdf' },
  })
  expect(file).toMatchObject({ object: 'file', filename: 'receipt.pdf', size: 6, type: 'pdf' })
  const answer = await fetch(`${sandbox.url}/v1/files/${file.id}/contents`, {
    headers: { authorization: 'Bearer sk_test_tieout_sandbox' },
  })
  expect(Buffer.from(await answer.arrayBuffer()).equals(data)).toBe(true)
  await expect(
    stripe.files.create({ purpose: 'dispute_evidence', file: { data: '', name: '', type: '' } }),
  ).resolves.toBeDefined()
})
