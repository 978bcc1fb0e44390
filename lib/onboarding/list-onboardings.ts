import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import { type CheckKey, checkName } from './checklist-model.ts'
import { daysSince, isStuck, type ShownState, type State, shownState, stateLook } from './state-model.ts'

export type OnboardingRow = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly state: ShownState
  /** Days in this state, whole. */
  readonly days: number
  readonly isStuck: boolean
  /** What it waits for, in words; empty for who is live or revoked. */
  readonly waits: string
  readonly template: string
  readonly invitedAt: string
  /** Days from the invitation to the first payout; null until then. */
  readonly daysToLive: number | null
  readonly sellerId: string
}

export type OnboardingQuery = {
  readonly q?: string | null | undefined
  readonly state?: ShownState | null | undefined
  readonly stuck?: 'stuck' | null | undefined
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Stored = {
  id: string
  name: string
  email: string
  country: string
  state: State
  stateSince: Date
  expiresAt: Date
  invitedAt: Date
  firstPayoutAt: Date | null
  askProblem: string
  openChecks: string[]
  contractAt: Date | null
  firstSaleAt: Date | null
  reviewedAt: Date | null
  template: string
  sellerId: string
}

/** The state as it is shown, in SQL over `onboarding o`; $3 is the instant. */
const SHOWN = `CASE WHEN o.state = 'invited' AND o.expires_at <= $3::text::timestamptz THEN 'expired' ELSE o.state END`

/** Days after which a state counts as stuck, in SQL: the same as the model's. */
const STUCK = `(${SHOWN} = 'expired' OR (o.state NOT IN ('live', 'revoked') AND o.state_since <= $3::text::timestamptz - make_interval(days =>
  CASE o.state WHEN 'invited' THEN 5 WHEN 'accepted' THEN 1 WHEN 'account' THEN 4 WHEN 'contract' THEN 4 WHEN 'checks' THEN 2 ELSE 21 END)))`

/** Sellers on the way in, the newest invitation first; found by a part of name or address, or by id. */
export async function listOnboardings(tx: Sql, query: OnboardingQuery, at: Date): Promise<Page<OnboardingRow>> {
  const { after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Stored>(
    `SELECT o.id, o.name, o.email, o.country, o.state, o.state_since AS "stateSince", o.expires_at AS "expiresAt",
            o.invited_at AS "invitedAt", o.first_payout_at AS "firstPayoutAt", o.ask_problem AS "askProblem",
            o.open_checks AS "openChecks", o.contract_at AS "contractAt", o.first_sale_at AS "firstSaleAt",
            o.reviewed_at AS "reviewedAt", o.seller_id AS "sellerId",
            coalesce((SELECT t.name FROM onboarding_template t WHERE t.id = o.template_id AND t.version = o.template_version), '') AS template
       FROM onboarding o
      WHERE o.entity_id = $1 AND o.livemode = $2
        AND ($4::text IS NULL OR o.id = $4 OR o.seller_id = $4 OR o.stripe_account = $4
             OR strpos(lower(o.name), lower($4)) > 0 OR strpos(o.email, lower($4)) > 0)
        AND ($5::text IS NULL OR ${SHOWN} = $5) AND (NOT $6::boolean OR ${STUCK})
        AND ($7::text IS NULL OR o.id ${isBackward ? '>' : '<'} $7)
      ORDER BY o.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $8`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      at.toISOString(),
      query.q ?? null,
      query.state ?? null,
      query.stuck === 'stuck',
      key?.id ?? null,
      limit + 1,
    ],
  )
  return pageOf(
    rows.map((row) => toRow(row, at)),
    { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) },
  )
}

function toRow(row: Stored, at: Date): OnboardingRow {
  const state = shownState(row.state, row.expiresAt, at)
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    country: row.country,
    state,
    days: daysSince(row.stateSince, at),
    isStuck: isStuck(state, row.stateSince, at),
    waits: waitsOf(row, state),
    template: row.template,
    invitedAt: row.invitedAt.toISOString(),
    daysToLive: row.firstPayoutAt === null ? null : daysSince(row.invitedAt, row.firstPayoutAt),
    sellerId: row.sellerId,
  }
}

/** Why somebody is where they are, as exactly as it is known. */
function waitsOf(
  row: Pick<Stored, 'askProblem' | 'openChecks' | 'firstSaleAt' | 'reviewedAt'>,
  state: ShownState,
): string {
  if (state === 'accepted' && row.askProblem !== '') return row.askProblem
  if ((state === 'account' || state === 'checks') && row.openChecks.length > 0) {
    return `Open: ${row.openChecks.map((key) => checkName(key as CheckKey) ?? key).join('; ')}.`
  }
  if (state === 'review') {
    if (row.firstSaleAt === null) return 'The first sale is to come.'
    return row.reviewedAt === null ? 'The first payment waits for a person.' : 'The first payout is to arrive.'
  }
  return stateLook(state).waits
}

export type StateCounts = {
  readonly counts: Readonly<Partial<Record<ShownState, number>>>
  readonly stuck: number
}

/** How many are in each state, and how many for too long. */
export async function countOnboardings(tx: Sql, at: Date): Promise<StateCounts> {
  const rows = await tx.sql<{ state: ShownState; count: number; stuck: number }>(
    `SELECT ${SHOWN} AS state, count(*)::int AS count, count(*) FILTER (WHERE ${STUCK})::int AS stuck FROM onboarding o
      WHERE o.entity_id = $1 AND o.livemode = $2 GROUP BY 1`,
    [tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  return {
    counts: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    stuck: rows.reduce((sum, { stuck }) => sum + stuck, 0),
  }
}
