import { z } from 'zod'
import { seededRandom } from '../core/random.ts'
import type { DeliveryPlan } from '../core/world.ts'

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
      }),
    )
    .default([]),
  webhooks: z
    .strictObject({
      duplicate: share.default(0),
      reorder: share.default(0),
      drop: share.default(0),
      window_ms: z.int().min(0).max(60_000).default(1500),
    })
    .prefault({}),
  seed: z.int().default(1),
})

type FaultPlan = z.infer<typeof faultPlanSchema>
type Rule = FaultPlan['rules'][number]
export type Fault = { kind: FaultKind; delayMs: number }

/** Decides, from a seed, which requests and deliveries go wrong. */
export class Faults {
  private rules: (Rule & { hits: number; seen: number })[] = []
  private webhooks: FaultPlan['webhooks'] = { duplicate: 0, reorder: 0, drop: 0, window_ms: 1500 }
  private random: () => number = () => 1

  /** Replaces the whole plan. */
  plan(plan: FaultPlan): void {
    this.rules = plan.rules.map((rule) => ({ ...rule, hits: 0, seen: 0 }))
    this.webhooks = plan.webhooks
    this.random = seededRandom(plan.seed)
  }

  describe(): unknown {
    return { rules: this.rules, webhooks: this.webhooks }
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
      return { kind: rule.kind, delayMs: rule.delay_ms }
    }
    return undefined
  }

  forDelivery(): DeliveryPlan {
    const { duplicate, reorder, drop, window_ms } = this.webhooks
    const dropped = drop > 0 && this.random() < drop
    const copies = duplicate > 0 && this.random() < duplicate ? 2 : 1
    const delayMs = reorder > 0 && this.random() < reorder ? Math.floor(this.random() * window_ms) : 0
    return { copies: dropped ? 1 : copies, dropped, delayMs }
  }
}

/** `*` stands for one segment and a final `**` for the rest: `/v1/transfers`, `/v1/invoices/*`, `/v1/**`. */
function pathMatches(pattern: string, path: string): boolean {
  const source = pattern
    .split('/')
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/')
  return new RegExp(`^${source}$`).test(path)
}
