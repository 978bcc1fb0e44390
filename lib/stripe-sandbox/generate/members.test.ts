import { expect, test } from 'vitest'
import { openBench } from '../testing/harness.ts'
import { plantedIn } from '../testing/history-files.ts'
import { brokenInvariants } from '../testing/invariants.ts'

const FATES = [
  'active',
  'past_due',
  'trialing',
  'leaving',
  'weekly',
  'left',
  'collection_paused',
  'paused',
  'incomplete',
  'expired',
  'yearly',
]

test('a history can have subscriptions in every state that it is long enough for, whose sales are orders like others', async () => {
  const bench = await openBench({ scale: 'small', seed: 6, members: 13 })
  const { stripe } = bench
  const planted = await plantedIn(bench)
  const statusOf = async (fate: string) => {
    const [story] = planted(`subscription_${fate}`)
    return (await stripe.subscriptions.retrieve(story?.ids.subscription ?? '')).status
  }
  expect(await Promise.all(FATES.map(statusOf))).toEqual([
    'active',
    'past_due',
    'trialing',
    'active',
    'active',
    'canceled',
    'active',
    'paused',
    'incomplete',
    'incomplete_expired',
    'active',
  ])
  const { go_live } = await bench.control<{ go_live: number }>('clock')
  const paid = await stripe.invoices.list({ status: 'paid', limit: 100 }).autoPagingToArray({ limit: 1000 })
  const invoices = paid.filter(({ parent, amount_paid }) => parent?.type === 'subscription_details' && amount_paid > 0)
  expect(invoices.length).toBeGreaterThan(6)
  for (const { metadata, lines, status_transitions } of invoices) {
    expect(metadata?.order_id).toMatch(/^SUB-/)
    expect(lines.data[0]?.metadata).toHaveProperty('seller')
    const { data } = await stripe.transfers.list({ transfer_group: metadata?.order_id ?? '' })
    expect(data).toHaveLength((status_transitions.paid_at ?? 0) < go_live ? 1 : 0)
  }
  expect(brokenInvariants(bench.sandbox.world)).toEqual([])
})
