import { describe, expect, test } from 'vitest'
import { openBench, openShop, refusalOf } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const DAY = 86_400
type Bench = Awaited<ReturnType<typeof openBench>>

const card = { confirm: true, currency: 'usd', amount: 10_000 } as const

async function disputed(bench: Bench, method = 'pm_card_createDispute') {
  const intent = await bench.stripe.paymentIntents.create({ ...card, payment_method: method })
  await bench.advance(2 * 3_600)
  const [dispute] = (await bench.stripe.disputes.list({ payment_intent: intent.id })).data
  if (dispute === undefined) throw new Error('no dispute was opened')
  return dispute
}

const lines = async ({ stripe }: Bench) =>
  (await stripe.balanceTransactions.list({ limit: 100 })).data
    .toReversed()
    .map((one) => `${one.type} ${one.amount}/${one.fee} (${one.reporting_category})`)

const typesOf = async ({ stripe }: Bench, prefix: string) =>
  (await stripe.events.list({ limit: 100 })).data
    .map(({ type }) => type)
    .filter((type) => type.startsWith(prefix))
    .toReversed()

describe('a dispute', () => {
  test('takes the charge and a fee out of the balance, and waits for an answer', async () => {
    const bench = await openBench()
    const dispute = await disputed(bench)
    expect(dispute).toMatchObject({ status: 'needs_response', reason: 'fraudulent', amount: 10_000 })
    expect(dispute.balance_transactions).toMatchObject([{ amount: -10_000, fee: 1_500, net: -11_500 }])
    expect(dispute.evidence_details.due_by).toBe(dispute.created + 9 * DAY)
    expect((await bench.stripe.charges.retrieve(String(dispute.charge))).disputed).toBe(true)
    expect(await typesOf(bench, 'charge.dispute')).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn'])
  })

  test.each([
    ['winning_evidence', 'won', ['adjustment 10000/0 (dispute_reversal)', 'stripe_fee 1500/0 (fee)']],
    ['losing_evidence', 'lost', []],
  ])('answered with %s is %s after the bank has looked', async (said, status, after) => {
    const bench = await openBench()
    const dispute = await disputed(bench)
    const sent = await bench.stripe.disputes.update(dispute.id, {
      evidence: { uncategorized_text: said },
      submit: true,
    })
    expect(sent).toMatchObject({
      status: 'under_review',
      evidence_details: { submission_count: 1, has_evidence: true },
    })
    await bench.advance(21 * DAY)
    expect((await bench.stripe.disputes.retrieve(dispute.id)).status).toBe(status)
    expect((await lines(bench)).filter((line) => !line.startsWith('payout')).slice(3)).toEqual(after)
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test.each([
    ['winning_evidence', 'won'],
    ['losing_evidence', 'lost'],
    ['', 'lost'],
  ])('decided for the buyer may be appealed once: with %s it is %s', async (said, status) => {
    const bench = await openBench()
    const { id } = await disputed(bench)
    await bench.stripe.disputes.update(id, { evidence: { uncategorized_text: 'appealable_evidence' }, submit: true })
    await bench.advance(21 * DAY)
    const opened = await bench.stripe.disputes.retrieve(id)
    expect(opened).toMatchObject({ status: 'appeal_needs_response', evidence_details: { past_due: false } })
    const before = await lines(bench)
    const bare = { evidence: { uncategorized_text: 'more' }, submit: true }
    expect((await refusalOf(bench.stripe.disputes.update(id, bare))).param).toBe('evidence[appeal][card]')
    if (said !== '') {
      const evidence = { appeal: { card: { reason_for_filing: said } } }
      const sent = await bench.stripe.disputes.update(id, { evidence, submit: true })
      expect(sent).toMatchObject({ status: 'appeal_under_review', evidence_details: { submission_count: 2 } })
    }
    expect(await lines(bench)).toEqual(before)
    await bench.advance(21 * DAY)
    expect((await bench.stripe.disputes.retrieve(id)).status).toBe(status)
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('nobody answers is lost when its time is over', async () => {
    const bench = await openBench()
    const dispute = await disputed(bench)
    await bench.advance(10 * DAY)
    const late = await bench.stripe.disputes.retrieve(dispute.id)
    expect(late).toMatchObject({ status: 'lost', evidence_details: { past_due: true } })
    expect(
      (await refusalOf(bench.stripe.disputes.update(dispute.id, { evidence: { product_description: 'x' } }))).message,
    ).toContain('no longer')
  })

  test('kept evidence waits until it is sent', async () => {
    const bench = await openBench()
    const { id } = await disputed(bench)
    const kept = await bench.stripe.disputes.update(id, { evidence: { product_description: 'A tent' }, submit: false })
    expect(kept).toMatchObject({ status: 'needs_response', evidence: { product_description: 'A tent' } })
  })

  test('takes documents that were uploaded, up to 5 MB, and no others', async () => {
    const bench = await openBench()
    const { id } = await disputed(bench)
    const upload = (data: Buffer) =>
      bench.stripe.files.create({
        purpose: 'dispute_evidence',
        file: { data, name: 'note.pdf', type: 'application/pdf' },
      })
    const unknown = bench.stripe.disputes.update(id, { evidence: { receipt: 'file_nobody' }, submit: false })
    expect((await refusalOf(unknown)).param).toBe('evidence[receipt]')
    expect((await refusalOf(upload(Buffer.alloc(5_242_881)))).code).toBe('file_too_large')
    const { id: receipt } = await upload(Buffer.from('%PDF-'))
    const kept = await bench.stripe.disputes.update(id, { evidence: { receipt }, submit: false })
    expect(kept.evidence.receipt).toBe(receipt)
  })

  test('that is an inquiry takes no money, and closes by itself', async () => {
    const bench = await openBench()
    const dispute = await disputed(bench, 'pm_card_createDisputeInquiry')
    expect(dispute).toMatchObject({
      status: 'warning_needs_response',
      balance_transactions: [],
      is_charge_refundable: true,
    })
    await bench.advance(10 * DAY)
    expect((await bench.stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed')
  })

  test('may be partial, and several may stand on one charge as long as they fit', async () => {
    const bench = await openBench()
    const { sell } = await openShop(bench)
    const charge = await sell(9_000)
    for (const amount of [4_000, 5_000])
      await bench.control('disputes', { charge, amount, reason: 'product_not_received' })
    expect((await bench.stripe.disputes.list({ charge })).data.map(({ amount }) => amount)).toEqual([5_000, 4_000])
    const more = await bench.control<{ error?: { code: string } }>('disputes', { charge })
    expect(more.error?.code).toBe('charge_disputed')
  })

  test('cannot be paid back a second time by a refund, except the part that it leaves', async () => {
    const bench = await openBench()
    const { sell } = await openShop(bench)
    const charge = await sell(9_000)
    await bench.control('disputes', { charge, amount: 4_000 })
    const refusal = await refusalOf(bench.stripe.refunds.create({ charge }))
    expect(refusal.code).toBe('charge_disputed')
    expect((await bench.stripe.refunds.create({ charge, amount: 5_000 })).status).toBe('succeeded')
    expect(brokenInvariants(bench.sandbox.world)).toEqual([])
  })

  test('that was prevented never took money', async () => {
    const bench = await openBench()
    const { sell } = await openShop(bench)
    const charge = await sell(9_000)
    await bench.control('disputes', { charge, form: 'prevented' })
    expect((await bench.stripe.disputes.list({ charge })).data).toMatchObject([
      { status: 'prevented', balance_transactions: [] },
    ])
  })
})

test('an early fraud warning can be acted on until the charge is refunded', async () => {
  const bench = await openBench()
  const intent = await bench.stripe.paymentIntents.create({
    ...card,
    payment_method: 'pm_card_createIssuerFraudRecord',
  })
  await bench.advance(2 * 3_600)
  const warnings = async () => (await bench.stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id })).data
  expect(await warnings()).toMatchObject([{ actionable: true }])
  await bench.stripe.refunds.create({ payment_intent: intent.id })
  expect(await warnings()).toMatchObject([{ actionable: false }])
  expect(await typesOf(bench, 'radar')).toEqual([
    'radar.early_fraud_warning.created',
    'radar.early_fraud_warning.updated',
  ])
})

test('a refund that the bank sends back fails days later, and the money is in the balance again', async () => {
  const bench = await openBench()
  const intent = await bench.stripe.paymentIntents.create({ ...card, payment_method: 'pm_card_refundFail' })
  const refund = await bench.stripe.refunds.create({ payment_intent: intent.id, amount: 4_000 })
  expect(refund.status).toBe('succeeded')
  await bench.advance(4 * DAY)
  const failed = await bench.stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] })
  expect(failed).toMatchObject({
    status: 'failed',
    failure_balance_transaction: { amount: 4_000, type: 'refund_failure' },
  })
  expect((await bench.stripe.charges.retrieve(String(intent.latest_charge))).amount_refunded).toBe(0)
  expect(await typesOf(bench, 'refund')).toEqual(['refund.created', 'refund.failed'])
  expect(brokenInvariants(bench.sandbox.world)).toEqual([])
})
