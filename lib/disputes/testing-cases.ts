import type { Actor } from '#lib/access/actor.ts'
import type { Role } from '#lib/access/permissions.ts'
import type { MirrorBatch } from '#lib/events/mirror.ts'
import { PAID_AT, type World } from '#lib/settlements/testing-world.ts'

type Told = {
  readonly status?: string
  readonly reason?: string
  readonly amount?: bigint
  readonly network?: string
  readonly dueAt?: Date | null
  readonly answers?: number
  readonly charge?: string
  readonly asOf?: Date
  readonly metadata?: Record<string, string>
}

/** A dispute `dp_<name>` of the payment `ch_<name>`, for tests of this room. */
export function disputeOf(world: World, name: string, told: Told = {}): MirrorBatch {
  const { status = 'needs_response', reason = 'fraudulent', amount = 10_000n, network = 'visa', answers = 0 } = told
  const { dueAt = new Date('2026-11-24T12:00:00Z'), charge = name, asOf = PAID_AT, metadata = {} } = told
  return {
    dispute: [
      {
        account: world.entity.stripeAccount,
        id: `dp_${name}`,
        asOf,
        createdAt: new Date('2026-11-15T12:00:00Z'),
        raw: JSON.stringify({
          status,
          evidence_details: { submission_count: answers },
          payment_method_details: { card: { network } },
        }),
        amountMinor: amount,
        currency: 'USD',
        status,
        reason,
        chargeId: `ch_${charge}`,
        paymentIntentId: `pi_${charge}`,
        balanceTransactionIds: [],
        dueAt,
        metadata,
      },
    ],
  }
}

export const personOf = (world: World, name: string, roles: readonly Role[] = ['operator', 'approver']): Actor => ({
  personId: `per_${name}`,
  email: `${name}@example.test`,
  name,
  roles,
  sellerId: null,
  entity: world.entity,
  scope: { ...world.scope, actor: `per_${name}` },
  requestId: '',
})
