import Stripe from 'stripe'
import type { EventRow } from '../core/kinds.ts'
import { show } from '../core/render.ts'
import type { Flaw, World } from '../core/world.ts'
import { API_VERSION } from './record-event.ts'

/** Retry gaps in milliseconds: Stripe's hours, compressed, so that a demo heals while someone watches. */
const RETRY_GAPS_MS = [500, 2_000, 10_000, 30_000, 120_000, 600_000, 1_800_000]
const PARALLEL_MAX = 8
const TIMEOUT_MS = 20_000
const IDLE_MS = 200

type Due = { seq: number; event: string; account: string; endpoint: string; attempts: number; flaw: Flaw | null }

/** A version whose shapes the pinned SDK does not know. */
const OLD_VERSION = '2023-10-16'
/** Older than any receiver's tolerance. */
const STALE_SECONDS = 3_600

// Signing only; it never calls out.
const signer = new Stripe('sk_test_signing_only', { telemetry: false }).webhooks

/** Sends queued events to their endpoints in the background, at least once, retrying with growing gaps. */
export class Courier {
  private readonly world: World
  private readonly running = new Set<Promise<void>>()
  private readonly taken = new Set<number>()
  private readonly stopping = new AbortController()
  private timer: NodeJS.Timeout | undefined

  constructor(world: World) {
    this.world = world
  }

  start(): void {
    const tick = () => {
      if (this.stopping.signal.aborted) return
      this.fill(Date.now())
      this.timer = setTimeout(tick, this.running.size >= PARALLEL_MAX ? 10 : IDLE_MS)
    }
    tick()
  }

  /** Looks at the queue right after a change, without waiting for the next tick. */
  nudge(): void {
    if (!this.stopping.signal.aborted && this.running.size < PARALLEL_MAX) this.fill(Date.now())
  }

  /** Attempts everything that waits, whatever its retry time, once; then tells what became of it. */
  async flush(): Promise<{ delivered: number; waiting: number; dropped: number }> {
    const last = Number(this.world.store.statement('SELECT max(seq) AS last FROM delivery').get()?.last ?? 0)
    const tried = new Set<number>()
    while (!this.stopping.signal.aborted) {
      const next = this.due(Number.MAX_SAFE_INTEGER, PARALLEL_MAX * 4).filter(
        (row) => row.seq <= last && !tried.has(row.seq),
      )
      if (next.length === 0 && this.running.size === 0) break
      for (const row of next) {
        tried.add(row.seq)
        this.send(row)
      }
      await Promise.race(this.running)
    }
    return this.counts()
  }

  private counts() {
    const found = this.world.store.statement('SELECT state, count(*) AS n FROM delivery GROUP BY state').all()
    const of = (state: string) => Number(found.find((row) => row.state === state)?.n ?? 0)
    return { delivered: of('delivered'), waiting: of('waiting'), dropped: of('dropped') + of('failed') }
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    clearTimeout(this.timer)
    await Promise.allSettled(this.running)
  }

  private due(beforeMs: number, limit: number): Due[] {
    const found = this.world.store
      .statement(
        `SELECT seq, event, account, endpoint, attempts, flaw FROM delivery WHERE state = 'waiting' AND due_ms <= ? ORDER BY due_ms, seq LIMIT ?`,
      )
      .all(beforeMs, limit + this.taken.size)
    return (found as unknown as Due[]).filter((row) => !this.taken.has(row.seq))
  }

  private fill(nowMs: number): void {
    const free = PARALLEL_MAX - this.running.size
    if (free <= 0) return
    for (const row of this.due(nowMs, free).slice(0, free)) this.send(row)
  }

  private send(row: Due): void {
    this.taken.add(row.seq)
    const attempt = this.attempt(row).finally(() => {
      this.taken.delete(row.seq)
      this.running.delete(attempt)
      this.nudge()
    })
    this.running.add(attempt)
  }

  private async attempt(row: Due): Promise<void> {
    const event = this.world.store.find('event', row.account, row.event)
    const endpoint = this.world.store.find('webhook_endpoint', this.world.platform, row.endpoint)
    if (!event || !endpoint) {
      this.settle(row, 'failed', null, 'The event or the endpoint is gone.')
      return
    }
    const version = row.flaw === 'old_version' ? OLD_VERSION : endpoint.api_version
    const payload = payloadFor(this.world, row.account, event, version)
    const signature = signatureOf(payload, endpoint._secret, row)
    const outcome = await send(endpoint.url, payload, signature, this.stopping.signal)
    if (this.stopping.signal.aborted && outcome.status === null) return
    const isDelivered = outcome.status !== null && outcome.status >= 200 && outcome.status < 300
    const isLast = row.attempts >= RETRY_GAPS_MS.length
    this.settle(row, isDelivered ? 'delivered' : isLast ? 'failed' : 'waiting', outcome.status, outcome.error)
  }

  private settle(row: Due, state: string, status: number | null, error: string | null): void {
    const gap = RETRY_GAPS_MS[row.attempts] ?? 0
    this.world.store
      .statement(
        'UPDATE delivery SET state = ?, attempts = attempts + 1, due_ms = ?, last_status = ?, last_error = ?, delivered_ms = ? WHERE seq = ?',
      )
      .run(state, Date.now() + gap, status, error, state === 'delivered' ? Date.now() : null, row.seq)
  }
}

function payloadFor(world: World, account: string, event: EventRow, apiVersion: string | null): string {
  return JSON.stringify({ ...show(world, account, 'event', event), api_version: apiVersion ?? API_VERSION }, null, 2)
}

/**
 * Signatures carry real time: receivers hold them against their own clock. A forged or stale one is sent once; a rolled
 * secret signs twice, the old secret first, as Stripe does for a day after rolling.
 */
function signatureOf(payload: string, secret: string, { flaw, attempts }: Due): string {
  const isFirst = attempts === 0
  const timestamp = Math.floor(Date.now() / 1000) - (flaw === 'stale' && isFirst ? STALE_SECONDS : 0)
  if (flaw === 'bad_signature' && isFirst) return header(payload, OTHER_SECRET, timestamp)
  if (flaw !== 'rolled_secret') return header(payload, secret, timestamp)
  const [, old = ''] = header(payload, OTHER_SECRET, timestamp).split(',')
  const [time = '', current = ''] = header(payload, secret, timestamp).split(',')
  return [time, old, current].join(',')
}

const OTHER_SECRET = 'whsec_of_somebody_else'

const header = (payload: string, secret: string, timestamp: number) =>
  signer.generateTestHeaderString({ payload, secret, timestamp })

async function send(url: string, payload: string, signature: string, stopping: AbortSignal) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signature,
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    await response.arrayBuffer()
    return { status: response.status, error: null }
  } catch (error) {
    return { status: null, error: error instanceof Error ? error.message : String(error) }
  }
}
