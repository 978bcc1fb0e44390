import type { Actor } from '#lib/access/actor.ts'
import type { AuditActor } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { noSuchOnboarding } from './refusals.ts'
import type { State } from './state-model.ts'

/** An onboarding as its use-cases work on it. */
export type Row = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly note: string
  readonly state: State
  readonly linkNo: number
  readonly expiresAt: Date
  readonly invitedBy: string
  readonly invitedAt: Date
  readonly remindedAt: Date | null
  readonly acceptedAt: Date | null
  readonly askedAt: Date | null
  readonly askNo: number
  readonly askingUntil: Date | null
  readonly stripeAccount: string
  readonly sellerId: string
  readonly facts: unknown
  readonly readyAt: Date | null
  readonly terms: unknown
  readonly termsHash: string
  readonly contractId: string
  readonly contractAt: Date | null
  readonly sellerTodo: readonly string[]
  readonly reviewedAt: Date | null
  readonly firstPayoutAt: Date | null
  readonly revokedAt: Date | null
}

const COLUMNS = `o.id, o.email, o.name, o.country, o.currency::text AS currency, o.note, o.state, o.link_no AS "linkNo", o.expires_at AS "expiresAt",
  o.invited_by AS "invitedBy", o.invited_at AS "invitedAt", o.reminded_at AS "remindedAt", o.accepted_at AS "acceptedAt",
  o.asked_at AS "askedAt", o.ask_no AS "askNo", o.asking_until AS "askingUntil", o.stripe_account AS "stripeAccount",
  o.seller_id AS "sellerId", o.facts, o.ready_at AS "readyAt", o.terms, o.terms_hash AS "termsHash", o.contract_id AS "contractId",
  o.contract_at AS "contractAt", o.seller_todo AS "sellerTodo", o.reviewed_at AS "reviewedAt", o.first_payout_at AS "firstPayoutAt",
  o.revoked_at AS "revokedAt"`

/** The onboarding with its row locked; refuses one that is not there. */
export async function lockRow(tx: Sql, id: string): Promise<Row> {
  const [row] = await tx.sql<Row>(
    `SELECT ${COLUMNS} FROM onboarding o WHERE o.id = $1 AND o.entity_id = $2 AND o.livemode = $3 FOR UPDATE`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) throw noSuchOnboarding()
  return row
}

/** The onboarding of a seller with its row locked; refuses a seller who came in another way. */
export async function lockRowOfSeller(tx: Sql, sellerId: string): Promise<Row> {
  const [found] = await tx.sql<{ id: string }>(
    `SELECT id FROM onboarding WHERE seller_id = $1 AND entity_id = $2 AND livemode = $3 AND seller_id <> '' ORDER BY id DESC LIMIT 1`,
    [sellerId, tx.scope.entityId, tx.scope.livemode],
  )
  return lockRow(tx, found?.id ?? '')
}

export const auditorOf = (actor: Actor): AuditActor => ({
  kind: 'person',
  id: actor.personId,
  role: actor.roles.join(','),
})

/** What audit lines of an onboarding refer to besides itself. */
export const refsOf = ({ sellerId }: Pick<Row, 'sellerId'>): string[] => (sellerId === '' ? [] : [`seller:${sellerId}`])
