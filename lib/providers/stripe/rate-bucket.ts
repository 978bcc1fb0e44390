import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import type { Caller } from './caller.ts'
import { StripeTrouble } from './stripe-trouble.ts'

/** Calls a second for one account, well under what Stripe allows; the embedded sandbox allows more. */
const RATE = 20
const SANDBOX_RATE = 2_000
const QUEUE_MAX_SECONDS = 30

type Bucket = { readonly tokens: number; readonly blocked_ms: number }

/**
 * Waits until this account may be called again. One bucket per entity and account, shared by every process through the
 * database: each call reserves its token at once and sleeps until it is due, so nobody asks twice.
 * Real time counts here, not the product's: Stripe's limit is one of real seconds.
 */
export async function takeTurn({ entityId, livemode, account }: Caller): Promise<void> {
  const rate = env.isDemo ? SANDBOX_RATE : RATE
  const [bucket] = await inRawTransaction(SYSTEM({ id: entityId, livemode }), (tx) =>
    tx.sql<Bucket>(
      `INSERT INTO rate_bucket AS b (entity_id, account, tokens, refilled_at) VALUES ($1, $2, $3::float8 - 1, $4::text::timestamptz)
       ON CONFLICT (entity_id, account) DO UPDATE SET
         tokens = least($3::float8, b.tokens + greatest(0, extract(epoch FROM excluded.refilled_at - b.refilled_at)) * $3::float8) - 1,
         refilled_at = greatest(b.refilled_at, excluded.refilled_at)
       RETURNING tokens, greatest(0, extract(epoch FROM blocked_until - $4::text::timestamptz) * 1000)::float8 AS blocked_ms`,
      [entityId, account, rate, clock.wall().toISOString()],
    ),
  )
  const waitMs = Math.max((-(bucket?.tokens ?? 0) / rate) * 1_000, bucket?.blocked_ms ?? 0)
  if (waitMs > QUEUE_MAX_SECONDS * 1_000) {
    throw new StripeTrouble('rate_limited', { message: 'Too many calls to Stripe are waiting.', code: 'rate_limit' })
  }
  if (waitMs > 0) await sleep(waitMs)
}

/** Stripe said "too many requests": nobody calls this account for a while. */
export async function holdCalls({ entityId, livemode, account }: Caller, milliseconds: number): Promise<void> {
  const until = new Date(clock.wall().getTime() + milliseconds).toISOString()
  await inRawTransaction(SYSTEM({ id: entityId, livemode }), (tx) =>
    tx.exec(
      `UPDATE rate_bucket SET blocked_until = greatest(blocked_until, $3::text::timestamptz) WHERE entity_id = $1 AND account = $2`,
      [entityId, account, until],
    ),
  )
}
