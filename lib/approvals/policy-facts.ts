import { z } from 'zod'
import type { Entity } from '#lib/entities/entity.ts'
import { exponentOf } from '#lib/money/currency.ts'
import { type Money, money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { GoneOut, PolicyFacts, SellerHistory, StandingRelease } from './policy.ts'
import { DEFAULT_RULES, type PolicyRules } from './policy-rules.ts'
import { PROPOSAL_KINDS, type ProposalKind } from './schema.ts'
import { currentPolicy } from './store.ts'

type Asking = {
  readonly entity: Entity
  /** The proposal itself, so that it does not count against itself; empty for a new one. */
  readonly proposalId: string
  readonly kind: ProposalKind
  readonly amount: Money
  readonly functional: Money | null
  readonly sellerId: string
  readonly sellerSince: Date
  readonly history: SellerHistory | null
  readonly subject: { readonly kind: string; readonly id: string }
  readonly hasFailedCheck: boolean
  readonly atLeast: PolicyFacts['atLeast']
  readonly at: Date
}

/** Everything the policy looks at, as of this transaction. */
export async function gatherFacts(tx: Sql, asking: Asking): Promise<PolicyFacts> {
  const { entity, kind, amount, functional, sellerSince, history, hasFailedCheck, atLeast, at } = asking
  const isTransfer = kind === 'transfer.create'
  return {
    kind,
    amount,
    functional,
    sellerSince,
    history,
    goneOut: isTransfer ? await goneOut(tx, asking) : { sellerDay: 0n, sellerWeek: 0n, entityDay: 0n, run: 0n },
    release: isTransfer ? await openRelease(tx, asking) : null,
    isAutomaticReleased: entity.automaticSince !== null && entity.automaticSince <= at,
    hasFailedCheck,
    atLeast,
    at,
  }
}

/** The policy in force for an entity; the first one is written when there is none. */
export const policyOf = (tx: Sql, entity: Entity, at: Date): Promise<{ version: number; rules: PolicyRules }> =>
  currentPolicy(tx, DEFAULT_RULES(10n ** BigInt(exponentOf(entity.functionalCurrency))), at)

/**
 * Claims of one entity's transfers follow one another from here to the end of the transaction: what two of them take
 * together can then not pass a limit that neither passes alone.
 */
export async function lockLimits(tx: Sql): Promise<void> {
  await tx.sql("SELECT pg_advisory_xact_lock(hashtextextended('limits:' || $1, 0))::text AS locked", [
    tx.scope.entityId,
  ])
}

/** What left, or is about to, without a person's look: under way or executed within the window, or waiting to be claimed. */
async function goneOut(tx: Sql, { proposalId, sellerId, subject, at }: Asking): Promise<GoneOut> {
  const [row] = await tx.sql<GoneOut>(
    `SELECT coalesce(sum(functional_minor) FILTER (WHERE day AND seller_id = $3 AND rule <> 'seller_release'), 0)::bigint AS "sellerDay",
            coalesce(sum(functional_minor) FILTER (WHERE seller_id = $3 AND rule <> 'seller_release'), 0)::bigint AS "sellerWeek",
            coalesce(sum(functional_minor) FILTER (WHERE day), 0)::bigint AS "entityDay",
            coalesce(sum(functional_minor) FILTER (WHERE subject_kind = 'settlement_run' AND subject_kind = $5 AND subject_id = $6), 0)::bigint AS run
       FROM (SELECT p.functional_minor, p.seller_id, p.subject_kind, p.subject_id, p.policy_reasons -> 0 ->> 'rule' AS rule,
                    e.claimed_at > $2::timestamptz - interval '1 day' AS day
               FROM execution e JOIN proposal p ON p.id = e.proposal_id
              WHERE e.entity_id = $1 AND e.claimed_at > $2::timestamptz - interval '7 days' AND e.claimed_at <= $2
                AND e.state IN ('claimed', 'unknown', 'succeeded') AND p.kind = 'transfer.create'
                AND p.policy_decision = 'automatic' AND p.livemode = $7 AND p.id <> $4) AS gone`,
    [tx.scope.entityId, at, sellerId, proposalId, subject.kind, subject.id, tx.scope.livemode],
  )
  return row ?? { sellerDay: 0n, sellerWeek: 0n, entityDay: 0n, run: 0n }
}

/** The standing release with most left under its cap, counting everything that names it but this proposal. */
export async function openRelease(
  tx: Sql,
  { proposalId, sellerId, amount, at }: Pick<Asking, 'proposalId' | 'sellerId' | 'amount' | 'at'>,
): Promise<StandingRelease | null> {
  const [row] = await tx.sql<StandingRelease>(
    `SELECT r.id, (r.cap_minor - coalesce((SELECT sum(p.amount_minor) FROM proposal p
                     WHERE p.release_id = r.id AND p.id <> $6
                       AND p.state IN ('approved', 'executing', 'unknown', 'waiting_funds', 'executed', 'reversed')), 0))::bigint AS "leftMinor"
       FROM seller_release r
      WHERE r.entity_id = $1 AND r.livemode = $2 AND r.seller_id = $3 AND r.currency = $4
        AND r.expires_at > $5 AND r.granted_at <= $5 AND r.revoked_at IS NULL
      ORDER BY 2 DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, amount.currency, at, proposalId],
  )
  return row !== undefined && row.leftMinor >= amount.minor ? row : null
}

const minor = z.string().transform((text) => BigInt(text))
const date = z.string().transform((text) => new Date(text))
const storedMoney = z
  .object({ minor, currency: z.string() })
  .transform((stored) => money(stored.minor, stored.currency))
const stored = z.object({
  kind: z.enum(PROPOSAL_KINDS),
  amount: storedMoney,
  functional: storedMoney.nullable(),
  sellerSince: date,
  history: z
    .object({
      isFirstPayout: z.boolean(),
      lastPaidAt: date.nullable(),
      bankChangedAt: date.nullable(),
      isBankShared: z.boolean(),
      usual: z.object({ minor, count: z.number() }).nullable(),
    })
    .nullable(),
  goneOut: z.object({ sellerDay: minor, sellerWeek: minor, entityDay: minor, run: minor }),
  release: z.object({ id: z.string(), leftMinor: minor }).nullable(),
  isAutomaticReleased: z.boolean(),
  hasFailedCheck: z.boolean(),
  atLeast: z.object({ approvals: z.number(), reason: z.string() }),
  at: date,
})

/** Facts as the proposal keeps them, and back: amounts are minor units as text, instants ISO 8601. */
export const factsToText = (facts: PolicyFacts): string =>
  JSON.stringify(facts, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part))
export const factsFrom = (value: unknown): PolicyFacts | null => stored.safeParse(value).data ?? null
