import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { isSettled } from './checklist-model.ts'
import { readChecks } from './read-checks.ts'
import { keepRounds } from './review-rounds.ts'
import { lockRow, type Row, refsOf } from './row.ts'
import { type State, stateLook, stateOf } from './state-model.ts'

type Advancing = { readonly entity: Entity; readonly onboardingId: string; readonly at: Date }

/**
 * Brings an onboarding's state up to what is so now: milestones are kept as they were first reached, the hold of the first payment is
 * placed, lifted and placed again. Repeatable. Answers the state.
 */
export async function advance(tx: Sql, { entity, onboardingId, at }: Advancing): Promise<State> {
  const row = await lockRow(tx, onboardingId)
  if (row.state === 'live' || row.revokedAt !== null) return row.state
  const { checks, isReady } = await readChecks(tx, row)
  const open = checks.filter((check) => !isSettled(check))
  const hasAccount = row.stripeAccount !== ''
  const isChecked = hasAccount && isReady && row.contractAt !== null && open.length === 0
  const isReviewed = hasAccount && (await keepRounds(tx, { entity, row, isChecked, at }))
  const { soldAt, paidAt } = await firstsOf(tx, row)
  const state = stateOf(
    {
      isRevoked: false,
      isAccepted: row.acceptedAt !== null,
      hasAccount,
      isReady,
      isAgreed: row.contractAt !== null,
      isChecked,
      isReviewed,
      isPaid: paidAt !== null,
    },
    row.state,
  )
  const todo = hasAccount ? open.filter(({ who }) => who === 'seller').map(({ key }) => key) : []
  await tx.exec(
    `UPDATE onboarding SET state_since = CASE WHEN state = $2 THEN state_since ELSE $3::text::timestamptz END, state = $2,
            seller_todo = $4::text[], open_checks = $5::text[],
            ready_at = coalesce(ready_at, CASE WHEN $6 THEN $3::text::timestamptz END),
            checks_at = coalesce(checks_at, CASE WHEN $7 THEN $3::text::timestamptz END),
            reviewed_at = coalesce(reviewed_at, CASE WHEN $8 AND $7 THEN $3::text::timestamptz END),
            first_sale_at = coalesce(first_sale_at, $9::text::timestamptz),
            first_payout_at = coalesce(first_payout_at, $10::text::timestamptz),
            live_at = coalesce(live_at, CASE WHEN $2 = 'live' THEN $3::text::timestamptz END)
      WHERE id = $1`,
    [
      row.id,
      state,
      at.toISOString(),
      todo,
      hasAccount ? open.map(({ key }) => key) : [],
      isReady,
      isChecked,
      isReviewed,
      soldAt?.toISOString() ?? null,
      paidAt?.toISOString() ?? null,
    ],
  )
  if (state !== row.state) await noteStep(tx, row, state, at)
  return state
}

function noteStep(tx: Sql, row: Row, state: State, at: Date): Promise<void> {
  const { word, waits } = stateLook(state)
  return recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action: 'onboarding.advance',
    subject: { kind: 'onboarding', id: row.id },
    before: { state: row.state },
    after: { state },
    note: `${row.name} is now at “${word}”.${waits === '' ? '' : ` ${waits}`}`,
    refs: refsOf(row),
    at,
  })
}

/** When the seller sold first, and when a payout first reached its bank. */
async function firstsOf(tx: Sql, row: Row): Promise<{ soldAt: Date | null; paidAt: Date | null }> {
  if (row.sellerId === '') return { soldAt: null, paidAt: null }
  const [first] = await tx.sql<{ soldAt: Date | null; paidAt: Date | null }>(
    `SELECT s.first_sale_at AS "soldAt",
            (SELECT min(p.arrival_at) FROM payout p WHERE p.entity_id = s.entity_id AND p.livemode = s.livemode
                AND p.account = s.stripe_account AND p.status = 'paid') AS "paidAt"
       FROM seller s WHERE s.id = $1`,
    [row.sellerId],
  )
  return first ?? { soldAt: null, paidAt: null }
}
