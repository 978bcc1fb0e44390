import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, read, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { recordSellers } from '#lib/sellers/record-account.ts'
import { advance } from './advance.ts'
import { openAccount } from './open-account.ts'
import { lockRow, refsOf } from './row.ts'
import type { State } from './state-model.ts'
import type { StripeSide } from './stripe-side.ts'

type Refreshing = {
  readonly entity: Entity
  readonly onboardingId: string
  readonly side: StripeSide
  readonly at: Date
}

/** Asks Stripe how an account stands and brings its onboarding up to it; opens the account where there is none yet. */
export async function refreshOnboarding({ entity, onboardingId, side, at }: Refreshing): Promise<State | null> {
  const account = await read(SYSTEM(entity), (tx) => accountOf(tx, onboardingId))
  if (account === null) return null
  if (account === '') {
    await openAccount({ entity, onboardingId, side, at })
    return null
  }
  const stands = await side.read(account)
  return inTransaction(SYSTEM(entity), async (tx) => {
    const row = await lockRow(tx, onboardingId)
    await recordSellers(tx, [stands.row])
    const changed = await tx.exec(
      `UPDATE onboarding SET facts = $2::text::jsonb, facts_at = $3::text::timestamptz
        WHERE id = $1 AND (facts_at IS NULL OR facts_at <= $3::text::timestamptz) AND facts IS DISTINCT FROM $2::text::jsonb`,
      [row.id, JSON.stringify(stands.state), stands.row.asOf.toISOString()],
    )
    if (changed > 0) {
      await recordAudit(tx, {
        actor: { kind: 'system', id: 'system', role: 'system' },
        action: 'onboarding.facts',
        subject: { kind: 'onboarding', id: row.id },
        before: row.facts,
        after: stands.state,
        note: `Stripe says something new about the account of ${row.name}.`,
        refs: refsOf(row),
        at,
      })
    }
    return advance(tx, { entity, onboardingId, at })
  })
}

/** The account of an onboarding that is under way; empty while there is none, null when nothing is under way. */
async function accountOf(tx: Sql, onboardingId: string): Promise<string | null> {
  const [row] = await tx.sql<{ account: string }>(
    `SELECT stripe_account AS account FROM onboarding
      WHERE id = $1 AND entity_id = $2 AND livemode = $3 AND state NOT IN ('invited', 'live', 'revoked')`,
    [onboardingId, tx.scope.entityId, tx.scope.livemode],
  )
  return row?.account ?? null
}

/** Has the onboardings of accounts looked at again: for whoever hears that something changed about them. */
export async function queueOnboardings(tx: Sql, accounts: readonly string[]): Promise<void> {
  if (accounts.length === 0) return
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM onboarding WHERE entity_id = $1 AND livemode = $2 AND stripe_account = ANY($3::text[]) AND state <> 'live'`,
    [tx.scope.entityId, tx.scope.livemode, accounts],
  )
  for (const { id } of rows) await enqueue(tx, 'onboarding', { id }, { key: id })
}

/** Every onboarding that may go on without the seller's doing: what waits for sales, payouts, holds and Stripe. */
export function openOnboardings(tx: Sql): Promise<{ id: string; hasAccount: boolean }[]> {
  return tx.sql(
    `SELECT id, stripe_account <> '' AS "hasAccount" FROM onboarding
      WHERE entity_id = $1 AND livemode = $2 AND state NOT IN ('invited', 'live', 'revoked') ORDER BY id`,
    [tx.scope.entityId, tx.scope.livemode],
  )
}
