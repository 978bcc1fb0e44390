import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { KINDS } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import type { SandboxOptions } from '../server.ts'
import { openBench } from '../testing/harness.ts'
import { CORE_SELLERS } from './cast-core.ts'
import { contractsFile, exactStep, shareOf } from './contract.ts'
import type { SellerPart } from './seller-part.ts'

const bytesOf = ({ store }: World) =>
  [...Object.keys(KINDS), 'truth'].flatMap((kind) =>
    store.database
      .prepare(`SELECT body FROM ${kind} ORDER BY seq`)
      .all()
      .map((row) => String(row.body)),
  )

type Truth = { planted: { class: string; ids: Record<string, string>; amount: number }[] }
type Clock = { now: number; end: number; go_live: number; seed: number; scale: string }

/** One digest over every row, the answer key and the files. */
function digestOf(world: World): string {
  const files = world.store.database.prepare('SELECT name, body FROM file ORDER BY name').all()
  return createHash('sha256')
    .update(JSON.stringify([bytesOf(world), files]))
    .digest('hex')
}

describe('the invented history', () => {
  test('is the same bytes for the same seed and end, whenever it is made, and others for another', async () => {
    const digestFor = async (options: SandboxOptions) =>
      digestOf((await openBench({ scale: 'small', ...options })).sandbox.world)
    const digest = await digestFor({ seed: 1 })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2031-05-05T05:05:05Z') })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    expect(await digestFor({ seed: 1 })).toBe(digest)
    expect(await digestFor({ seed: 2 })).not.toBe(digest)
    expect(await digestFor({ seed: 1, end: '2026-11-21' })).not.toBe(digest)
  }, 60_000)

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

  test('comes with what the marketplace agreed with its sellers', async () => {
    const { sandbox, control } = await openBench({ scale: 'small' })
    const { files } = await control<{ files: { name: string; url: string; bytes: number }[] }>('files')
    const file = files.find(({ name }) => name === 'contracts.json')
    const text = await (await fetch(`${sandbox.url}${file?.url}`)).text()

    expect(Buffer.byteLength(text)).toBe(file?.bytes)
    const { contracts } = JSON.parse(text)
    expect(contracts[0]).toEqual({
      seller_account: '*',
      seller_ref: '*',
      name: 'Standard terms',
      versions: [
        { effective_from: '2024-11-20', fee_bearer: 'platform', rules: [{ category: '', commission_bps: 2000 }] },
      ],
    })
    expect(contracts.map(({ name }: { name: string }) => name)).toContain('Ridgeline Outfitters')
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

test('a version of a contract states all that holds from its day on', () => {
  const terms = [
    { bps: 2000, bearer: 'platform' as const, fromDaysAgo: 400 },
    { bps: 1200, bearer: 'platform' as const, category: 'food', fromDaysAgo: 300 },
    { bps: 1800, bearer: 'platform' as const, fromDaysAgo: 100 },
  ]
  const part = { ...(CORE_SELLERS[0] as SellerPart), terms }
  const { contracts } = JSON.parse(contractsFile([{ part, account: 'acct_1' }], Date.parse('2026-11-20') / 1000))
  expect(contracts[1].versions.map(({ rules }: { rules: object[] }) => rules)).toEqual([
    [{ category: '', commission_bps: 2000 }],
    [
      { category: '', commission_bps: 2000 },
      { category: 'food', commission_bps: 1200 },
    ],
    [
      { category: 'food', commission_bps: 1200 },
      { category: '', commission_bps: 1800 },
    ],
  ])
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
