import { z } from 'zod'
import { seededRandom } from '../core/random.ts'
import type { DeliveryPlan, Flaw } from '../core/world.ts'

const FAULT_KINDS = [
  '429',
  'lock_timeout',
  '409',
  '500_before',
  '500_after',
  '503',
  'reset_before',
  'reset_after',
  'slow',
  'truncated',
] as const
type FaultKind = (typeof FAULT_KINDS)[number]

const share = z.number().min(0).max(1)

/** Stripe-Rate-Limited-Reason, as docs.stripe.com/rate-limits names the limits. */
const RATE_REASONS = [
  'global-rate',
  'global-concurrency',
  'endpoint-rate',
  'endpoint-concurrency',
  'resource-specific',
] as const

/** Shares of the deliveries that meet each fault. */
const webhookPlanSchema = z.strictObject({
  duplicate: share.default(0),
  /** Held back for a random part of the window, so that later events overtake them. */
  reorder: share.default(0),
  /** Held back for the whole window. */
  delay: share.default(0),
  /** Events of one second and endpoint arrive last first. The share is of seconds, so both orders occur. */
  same_second: share.default(0),
  drop: share.default(0),
  /** First sent with a signature of another secret; the retry is right. */
  bad_signature: share.default(0),
  /** First sent with a signature older than any tolerance; the retry is right. */
  stale: share.default(0),
  /** Signed with a secret that was rolled: the old and the new signature side by side. */
  rolled_secret: share.default(0),
  /** Rendered for an API version of long ago. */
  old_version: share.default(0),
  window_ms: z.int().min(0).max(60_000).default(1500),
})

export const faultPlanSchema = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        match: z
          .strictObject({ method: z.enum(['GET', 'POST', 'DELETE']).optional(), path: z.string().optional() })
          .default({}),
        kind: z.enum(FAULT_KINDS),
        /** How many requests it hits; without it, all. */
        count: z.int().positive().optional(),
        /** Matching requests left alone first. */
        skip: z.int().nonnegative().default(0),
        probability: share.default(1),
        delay_ms: z.int().min(0).max(60_000).default(1000),
        /** What a 429 says about itself; the lock timeout has no reason. */
        reason: z.enum(RATE_REASONS).default('global-rate'),
        /** What the answer says about a retry; without it, what Stripe says for this kind. */
        should_retry: z.boolean().optional(),
      }),
    )
    .default([]),
  webhooks: webhookPlanSchema.prefault({}),
  /** Requests a second and account that are taken, as Stripe limits them; more are answered 429. */
  rate_limit: z.strictObject({ per_second: z.number().positive().max(10_000) }).optional(),
  seed: z.int().default(1),
})

type FaultPlan = z.infer<typeof faultPlanSchema>
type Rule = FaultPlan['rules'][number]
export type Fault = {
  kind: FaultKind
  delayMs: number
  reason: (typeof RATE_REASONS)[number]
  shouldRetry: boolean | undefined
}

/** Milliseconds between events of one second that arrive last first. */
const LAST_FIRST_GAP_MS = 40

/** Decides, from a seed, which requests and deliveries go wrong. */
export class Faults {
  private rules: (Rule & { hits: number; seen: number })[] = []
  private webhooks: FaultPlan['webhooks'] = webhookPlanSchema.parse({})
  private perSecond: number | undefined
  private readonly buckets = new Map<string, { tokens: number; atMs: number }>()
  private random: () => number = () => 1
  private seed = 1
  private second = { at: -1, reversed: false, seen: 0, beganMs: 0 }

  /** Replaces the whole plan. */
  plan(plan: FaultPlan): void {
    this.rules = plan.rules.map((rule) => ({ ...rule, hits: 0, seen: 0 }))
    this.webhooks = plan.webhooks
    this.perSecond = plan.rate_limit?.per_second
    this.buckets.clear()
    this.random = seededRandom(plan.seed)
    this.seed = plan.seed
    this.second = { at: -1, reversed: false, seen: 0, beganMs: 0 }
  }

  describe(): unknown {
    return { rules: this.rules, webhooks: this.webhooks, rate_limit: this.perSecond ?? null, seed: this.seed }
  }

  /** Whether the account has asked more than the planned rate allows; a bucket of one second's requests. */
  isOverRate(account: string, nowMs: number): boolean {
    if (this.perSecond === undefined) return false
    const bucket = this.buckets.get(account) ?? { tokens: this.perSecond, atMs: nowMs }
    const refilled = bucket.tokens + ((nowMs - bucket.atMs) * this.perSecond) / 1000
    const tokens = Math.min(Math.max(1, this.perSecond), refilled)
    this.buckets.set(account, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs })
    return tokens < 1
  }

  /** The fault that this request meets, if any; the first matching rule wins. */
  forRequest(method: string, path: string): Fault | undefined {
    for (const rule of this.rules) {
      if (rule.count !== undefined && rule.hits >= rule.count) continue
      if (rule.match.method && rule.match.method !== method) continue
      if (rule.match.path && !pathMatches(rule.match.path, path)) continue
      rule.seen += 1
      if (rule.seen <= rule.skip || this.random() >= rule.probability) continue
      rule.hits += 1
      return { kind: rule.kind, delayMs: rule.delay_ms, reason: rule.reason, shouldRetry: rule.should_retry }
    }
    return undefined
  }

  /** What becomes of the delivery of an event of that second. */
  forDelivery(created: number): DeliveryPlan {
    const { duplicate, reorder, delay, drop, window_ms } = this.webhooks
    const isDropped = this.meets(drop)
    const copies = this.meets(duplicate) ? 2 : 1
    const heldMs = this.meets(reorder) ? Math.floor(this.random() * window_ms) : this.meets(delay) ? window_ms : 0
    const flaw = FLAWS.find((name) => this.meets(this.webhooks[name])) ?? null
    return {
      copies: isDropped ? 1 : copies,
      dropped: isDropped,
      delayMs: Math.max(heldMs, this.lastFirstMs(created)),
      flaw,
    }
  }

  private meets(chance: number): boolean {
    return chance > 0 && this.random() < chance
  }

  /** The later of one second comes first: each event of it waits less than the one before. */
  private lastFirstMs(created: number): number {
    if (this.second.at !== created) {
      this.second = { at: created, reversed: this.meets(this.webhooks.same_second), seen: 0, beganMs: Date.now() }
    }
    if (!this.second.reversed) return 0
    this.second.seen += 1
    // Counted from the second's first event, however long the requests between them took.
    const dueMs = this.second.beganMs + this.webhooks.window_ms - this.second.seen * LAST_FIRST_GAP_MS
    return Math.max(0, dueMs - Date.now())
  }
}

const FLAWS: readonly Flaw[] = ['bad_signature', 'stale', 'rolled_secret', 'old_version']

/** `*` stands for one segment and a final `**` for the rest: `/v1/transfers`, `/v1/invoices/*`, `/v1/**`. */
function pathMatches(pattern: string, path: string): boolean {
  const source = pattern
    .split('/')
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/')
  return new RegExp(`^${source}$`).test(path)
}
