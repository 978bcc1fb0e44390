import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import type { Caller } from './caller.ts'
import { StripeTrouble } from './stripe-trouble.ts'

/** Of the allowed calls of a second so many may come at once; the rest of them flow evenly, so that no second sees more. */
const AT_ONCE = 0.1
const QUEUE_MAX_SECONDS = 30

type Bucket = { readonly tokens: number; readonly blocked_ms: number }

/** Waits until this account may be called again. Refuses at once when too many wait before it. */
export async function takeTurn(caller: Caller): Promise<void> {
  const waitMs = await reserveTurn(caller, clock.wall())
  if (waitMs > QUEUE_MAX_SECONDS * 1_000) {
    throw new StripeTrouble('rate_limited', { message: 'Too many calls to Stripe are waiting.', code: 'rate_limit' })
  }
  if (waitMs > 0) await sleep(waitMs)
}

/**
 * Takes the account's next turn and tells how many milliseconds after `at` it comes. One bucket per entity and account,
 * shared by every process through the database: each call reserves its token at once, so nobody asks twice.
 * Real time counts here, not the product's: Stripe's limit is one of real seconds.
 */
export async function reserveTurn({ entityId, livemode, account }: Caller, at: Date): Promise<number> {
  const allowed = env.STRIPE_REQUESTS_PER_SECOND
  const burst = Math.max(1, allowed * AT_ONCE)
  const rate = Math.max(0.5, allowed - burst)
  const [bucket] = await inRawTransaction(SYSTEM({ id: entityId, livemode }), (tx) =>
    tx.sql<Bucket>(
      `INSERT INTO rate_bucket AS b (entity_id, account, tokens, refilled_at) VALUES ($1, $2, $5::float8 - 1, $4::text::timestamptz)
       ON CONFLICT (entity_id, account) DO UPDATE SET
         tokens = least($5::float8, b.tokens + greatest(0, extract(epoch FROM excluded.refilled_at - b.refilled_at)) * $3::float8) - 1,
         refilled_at = greatest(b.refilled_at, excluded.refilled_at)
       RETURNING tokens, greatest(0, extract(epoch FROM blocked_until - $4::text::timestamptz) * 1000)::float8 AS blocked_ms`,
      [entityId, account, rate, at.toISOString(), burst],
    ),
  )
  return Math.max((-(bucket?.tokens ?? 0) / rate) * 1_000, bucket?.blocked_ms ?? 0)
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
