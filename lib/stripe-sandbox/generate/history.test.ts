import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { KINDS } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { openBench } from '../testing/harness.ts'
import { brokenInvariants } from '../testing/invariants.ts'
import { exactStep, shareOf } from './contract.ts'

const bytesOf = ({ store }: World) =>
  Object.keys(KINDS).flatMap((kind) =>
    store.database
      .prepare(`SELECT body FROM ${kind} ORDER BY seq`)
      .all()
      .map((row) => String(row.body)),
  )

type Truth = { planted: { class: string; ids: Record<string, string>; amount: number }[] }
type Clock = { now: number; end: number; go_live: number; seed: number; scale: string }

describe('the invented history', () => {
  test('is the same bytes for the same seed, and others for another', async () => {
    const [first, same, other] = await Promise.all([1, 1, 2].map((seed) => openBench({ scale: 'small', seed })))

    const bytes = bytesOf((first as typeof same & object).sandbox.world)
    expect(bytes.length).toBeGreaterThan(1000)
    expect(bytesOf((same as typeof first & object).sandbox.world)).toEqual(bytes)
    expect(bytesOf((other as typeof first & object).sandbox.world)).not.toEqual(bytes)
  })

  test('keeps every promise of the ledger, pays sellers before go-live only, and leaves enough for the rest', async () => {
    const { sandbox, stripe, control } = await openBench({ scale: 'demo' })
    const { go_live } = await control<Clock>('clock')
    const transfers = sandbox.world.store.all('transfer', sandbox.world.platform)

    expect(brokenInvariants(sandbox.world)).toEqual([])
    expect(transfers.length).toBeGreaterThan(1000)
    expect(transfers.filter(({ created }) => created >= go_live)).toEqual([])
    const payouts = sandbox.world.store.all('payout', sandbox.world.platform)
    expect(payouts.filter(({ created }) => created >= go_live)).toEqual([])
    const owed = new Map<string, number>()
    for (const charge of sandbox.world.store.all('charge', sandbox.world.platform, { created: { gte: go_live } })) {
      const kept = charge.status === 'succeeded' ? charge.amount - charge.amount_refunded : 0
      owed.set(charge.currency, (owed.get(charge.currency) ?? 0) + kept)
    }
    const { available, pending } = await stripe.balance.retrieve()

    for (const { currency, amount } of available) {
      const held = amount + (pending.find((one) => one.currency === currency)?.amount ?? 0)
      expect(held).toBeGreaterThan((owed.get(currency) ?? 0) * 0.9)
    }
    expect(owed.size).toBe(3)
  })

  test('contains what was planted, findable by id through the API', async () => {
    const { stripe, control } = await openBench({ scale: 'small' })
    const { planted } = await control<Truth>('truth')
    const only = (name: string) => planted.filter((one) => one.class === name)

    const [big] = only('over_threshold')
    const invoice = await stripe.invoices.retrieve(big?.ids.invoice ?? '')
    expect([invoice.status, invoice.total, invoice.metadata?.order_id]).toEqual(['paid', 775_000, 'ORD-6200'])
    const [many] = only('many_lines')
    expect((await stripe.invoices.retrieve(many?.ids.invoice ?? '')).lines.has_more).toBe(true)
    const [elsewhere] = only('paid_out_of_band')
    expect(elsewhere?.ids.charge).toBeUndefined()
    const [restricted] = only('seller_restricted')
    expect((await stripe.accounts.retrieve(restricted?.ids.seller ?? '')).payouts_enabled).toBe(false)
    expect(only('reversed_before_go_live')).toHaveLength(2)
    for (const name of [
      'two_sellers',
      'commission_differs',
      'seller_missing',
      'new_seller',
      'refunded_before_transfer',
    ]) {
      expect(only(name)).toHaveLength(1)
    }
  })

  test('comes with the marketplace’s own list of commissions', async () => {
    const { sandbox, control } = await openBench({ scale: 'small' })
    const { files } = await control<{ files: { name: string; url: string; bytes: number }[] }>('files')
    const csv = await (await fetch(`${sandbox.url}${files[0]?.url}`)).text()

    expect(files.map(({ name }) => name)).toEqual(['contracts.csv'])
    expect(csv.length).toBe(files[0]?.bytes)
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'seller_account,name,commission_bps,fee_bearer,effective_from,category',
      '*,Standard terms,2000,platform,2024-11-20,',
    ])
  })

  test('is reopened as it was, and made anew on request without forgetting who listens', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'stripe-sandbox-'))
    onTestFinished(() => rmSync(dataDir, { recursive: true }))
    const first = await openBench({ scale: 'small', dataDir })
    const endpoint = await first.stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/', enabled_events: ['*'] })
    await first.advance(3600)
    const before = bytesOf(first.sandbox.world)
    await first.sandbox.close()

    const again = await openBench({ scale: 'demo', seed: 99, dataDir })
    expect(bytesOf(again.sandbox.world)).toEqual(before)
    expect(await again.control<Clock>('clock')).toMatchObject({ seed: 1, scale: 'small' })
    const reset = await again.control<Clock>('reset', { seed: 4, end: '2026-10-01' })
    expect(reset).toMatchObject({ seed: 4, scale: 'small', now: Date.parse('2026-10-01') / 1000 })
    expect((await again.stripe.webhookEndpoints.list()).data.map(({ id }) => id)).toEqual([endpoint.id])
    expect((await again.control<{ deliveries: unknown[] }>('deliveries')).deliveries).toEqual([])
  })
})

describe('shares', () => {
  test.each([
    [775_000, 2000, 620_000],
    [4_999, 2000, 3_999],
    [38_995, 1800, 31_976],
    [100, 10_000, 0],
  ])('of %d at %d bps are %d', (amount, bps, share) => {
    expect(shareOf(amount, bps)).toBe(share)
  })

  test('an exact step leaves no remainder', () => {
    for (const bps of [1000, 1200, 1500, 1800, 2000, 2500]) expect((exactStep(bps) * bps) % 10_000).toBe(0)
  })
})
