import type { Sql } from '#lib/platform/db.ts'
import { type BackfillRun, percentOf, RUN_COLUMNS, type UnitProgress } from './model.ts'

/** A run as the banner and the bars show it. */
export type BackfillView = BackfillRun & {
  readonly percent: number
  /** What is being done, in words. */
  readonly label: string
  readonly objects: number
}

export type UnitView = {
  readonly account: string
  readonly name: string
  readonly kind: string
  readonly state: string
  readonly rows: number
  readonly reached: Date | null
  readonly note: string
}

export type CheckView = {
  readonly account: string
  readonly name: string
  readonly kind: string
  readonly currency: string
  readonly day: string
  readonly stripeCount: number
  readonly ourCount: number
  readonly stripeSum: bigint
  readonly ourSum: bigint
  readonly missing: readonly string[]
  readonly surplus: readonly string[]
}

const LISTED_MAX = 1_000

/** The newest run with how far it is; null when the past was never asked for. */
export async function getBackfill(tx: Sql): Promise<BackfillView | null> {
  const [run] = await tx.sql<BackfillRun>(
    `SELECT ${RUN_COLUMNS} FROM backfill_run WHERE entity_id = $1 AND livemode = $2 ORDER BY id DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  if (run === undefined) return null
  const units = await tx.sql<UnitProgress & { rows: bigint; beginning: Date | null }>(
    `SELECT u.state, u.reached, u.row_count AS rows, u.kind, (SELECT min(account_created_at) FROM seller
              WHERE entity_id = $2 AND livemode = $3) AS beginning
       FROM backfill_unit u WHERE u.run_id = $1`,
    [run.id, tx.scope.entityId, tx.scope.livemode],
  )
  const beginning = units[0]?.beginning ?? new Date(run.upTo.getTime() - YEAR_MS)
  const objects = units.reduce((sum, unit) => sum + Number(unit.rows), 0)
  return { ...run, percent: percentOf(run, units, beginning), label: labelOf(run, units, objects), objects }
}

const YEAR_MS = 366 * 86_400_000

function labelOf(run: BackfillRun, units: readonly UnitProgress[], objects: number): string {
  const step = run.stepTotal === 0 ? '' : `: ${number(run.stepDone)} of ${number(run.stepTotal)}`
  switch (run.phase) {
    case 'reading': {
      const done = units.filter(({ state }) => state !== 'waiting').length
      return `reading from Stripe: ${number(objects)} objects, ${done} of ${units.length} lists`
    }
    case 'posting':
      return `posting balance transactions${step}`
    case 'settling':
      return `settling what was collected${step}`
    case 'payouts':
      return `tying out payouts${step}`
    case 'checking':
      return `checking every list against Stripe${step}`
    default:
      return 'done'
  }
}

const number = (value: number) => value.toLocaleString('en')

/** A run's lists, the platform's own first. */
export async function listUnits(tx: Sql, runId: string): Promise<UnitView[]> {
  const rows = await tx.sql<Omit<UnitView, 'rows'> & { rows: bigint }>(
    `SELECT u.account, coalesce(s.name, '') AS name, u.kind, u.state, u.row_count AS rows, u.reached, u.note
       FROM backfill_unit u LEFT JOIN seller s ON s.entity_id = u.entity_id AND s.livemode = u.livemode AND s.stripe_account = u.account
      WHERE u.run_id = $1 AND u.entity_id = $2 AND u.livemode = $3 ORDER BY u.state = 'failed' DESC, s.name NULLS FIRST, u.position LIMIT ${LISTED_MAX}`,
    [runId, tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }))
}

/** What the self-check found: differences first, then the totals of every list. */
export async function listChecks(tx: Sql, runId: string): Promise<CheckView[]> {
  const rows = await tx.sql<Omit<CheckView, 'stripeCount' | 'ourCount'> & { stripeCount: bigint; ourCount: bigint }>(
    `SELECT c.account, coalesce(s.name, '') AS name, c.kind, c.currency, c.day, c.stripe_count AS "stripeCount",
            c.our_count AS "ourCount", c.stripe_sum AS "stripeSum", c.our_sum AS "ourSum", c.missing, c.surplus
       FROM backfill_check c LEFT JOIN seller s ON s.entity_id = c.entity_id AND s.livemode = c.livemode AND s.stripe_account = c.account
      WHERE c.run_id = $1 AND c.entity_id = $2 AND c.livemode = $3
      ORDER BY (c.stripe_count <> c.our_count OR c.stripe_sum <> c.our_sum OR c.missing <> '{}') DESC, s.name NULLS FIRST, c.kind,
               c.currency, c.day LIMIT ${LISTED_MAX}`,
    [runId, tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map((row) => ({ ...row, stripeCount: Number(row.stripeCount), ourCount: Number(row.ourCount) }))
}
