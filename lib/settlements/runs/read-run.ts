import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { proposalsById } from '#lib/approvals/proposals-by-id.ts'
import type { ProposalState } from '#lib/approvals/schema.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Cycle } from './cycle-model.ts'
import type { RunState } from './run-schema.ts'

export type RunRow = {
  readonly id: string
  readonly state: RunState
  readonly cutOffOn: string
  /** Whose shares it pays; empty for every contract's. */
  readonly cycle: Cycle | ''
  readonly count: number
  readonly excludedCount: number
  readonly executedCount: number
  readonly total: WireMoney
  readonly createdByName: string
  /** ISO instant. */
  readonly createdAt: string
}

type Counted = Omit<RunRow, 'state' | 'total' | 'createdAt'> & {
  state: 'draft' | 'submitted' | 'cancelled'
  currency: string
  minor: bigint
  ended: number
  begun: number
  createdAt: Date
}

const RUNS = `
SELECT r.id, r.state, r.currency::text, r.cut_off_on::text AS "cutOffOn", r.cycle, coalesce(w.name, '') AS "createdByName", r.created_at AS "createdAt",
       count(*) FILTER (WHERE i.is_included)::int AS count, count(*) FILTER (WHERE NOT i.is_included)::int AS "excludedCount",
       count(*) FILTER (WHERE i.is_included AND p.state = 'executed')::int AS "executedCount",
       count(*) FILTER (WHERE i.is_included AND p.state IN ('executed', 'rejected', 'expired', 'void', 'reversed'))::int AS ended,
       count(*) FILTER (WHERE i.is_included AND p.state NOT IN ('needs_approval', 'rejected', 'expired', 'void'))::int AS begun,
       coalesce(sum(i.amount_minor) FILTER (WHERE i.is_included), 0)::bigint AS minor
  FROM settlement_run r JOIN settlement_run_item i ON i.run_id = r.id JOIN proposal p ON p.id = i.proposal_id
       LEFT JOIN person w ON w.id = r.created_by
 WHERE r.entity_id = $1 AND r.livemode = $2`
const GROUPED = 'GROUP BY r.id, w.name'
const LISTED_MAX = 200

/** Runs, newest first. */
export async function listRuns(tx: Sql): Promise<RunRow[]> {
  const rows = await tx.sql<Counted>(`${RUNS} ${GROUPED} ORDER BY r.id DESC LIMIT ${LISTED_MAX}`, [
    tx.scope.entityId,
    tx.scope.livemode,
  ])
  return rows.map(toRun)
}

export type RunItem = {
  readonly proposalId: string
  readonly settlementId: string
  readonly sellerId: string
  readonly sellerName: string
  readonly title: string
  readonly gross: WireMoney
  readonly refunded: WireMoney
  /** Commission, fees and tax: negative. */
  readonly fees: WireMoney
  /** Kept back for what the seller owes from before. */
  readonly carry: WireMoney
  /** Waits for its day by contract (negative), or was decided about before. */
  readonly waits: WireMoney
  readonly net: WireMoney
  readonly isIncluded: boolean
  readonly reason: string
  readonly state: ProposalState
  /** No charge funds it: it draws on the available balance. */
  readonly isUnfunded: boolean
}

type Part = 'gross' | 'refunded' | 'fees' | 'carry' | 'waits' | 'net'
type ItemRow = Omit<RunItem, Part> & Record<Part, bigint> & { readonly dueAt: Date }

export type RunView = RunRow & {
  readonly items: readonly RunItem[]
  /** What is still to be decided about, for whoever looks: the oldest sale first, which is the order it is carried out in. */
  readonly open: readonly ProposalRow[]
}

type Viewer = { readonly personId: string; readonly at: Date }

/** A run with every transfer in it or left out; null when there is none. */
export async function readRun(tx: Sql, runId: string, viewer: Viewer): Promise<RunView | null> {
  const [found] = await tx.sql<Counted>(`${RUNS} AND r.id = $3 ${GROUPED}`, [
    tx.scope.entityId,
    tx.scope.livemode,
    runId,
  ])
  if (found === undefined) return null
  const items = await tx.sql<ItemRow>(
    `SELECT i.proposal_id AS "proposalId", i.settlement_id AS "settlementId", i.seller_id AS "sellerId", coalesce(x.name, '') AS "sellerName",
            coalesce(nullif(s.order_id, ''), nullif(s.invoice_number, ''), s.source_id, 'Adjustment') AS title,
            coalesce(l.gross, i.amount_minor) AS gross, coalesce(l.refunded, 0) AS refunded, coalesce(l.fees, 0) AS fees, -k.minor AS carry,
            i.amount_minor - coalesce(l.gross + l.refunded + l.fees, i.amount_minor) + k.minor AS waits,
            i.amount_minor AS net, i.is_included AS "isIncluded", i.reason, p.state,
            p.arguments::jsonb ->> 'sourceTransaction' = '' AS "isUnfunded", coalesce(s.collected_at, p.proposed_at) AS "dueAt"
       FROM settlement_run_item i JOIN proposal p ON p.id = i.proposal_id LEFT JOIN seller x ON x.id = i.seller_id
            LEFT JOIN settlement s ON s.id = i.settlement_id
            CROSS JOIN LATERAL (SELECT coalesce(sum(c.amount_minor), 0)::bigint AS minor FROM settlement_carry c
                                 WHERE c.to_settlement_id = i.settlement_id AND c.seller_id = i.seller_id AND i.settlement_id <> '') k
            LEFT JOIN LATERAL (SELECT sum(g.gross_minor) FILTER (WHERE g.gross_minor > 0)::bigint AS gross,
                                      coalesce(sum(g.gross_minor) FILTER (WHERE g.gross_minor < 0), 0)::bigint AS refunded,
                                      sum(g.seller_minor + g.application_fee_minor - g.gross_minor)::bigint AS fees
                                 FROM settlement_line g WHERE g.settlement_id = i.settlement_id AND g.seller_id = i.seller_id
                               HAVING count(*) > 0) l ON true
      WHERE i.run_id = $1 ORDER BY x.name, i.proposal_id`,
    [runId],
  )
  const run = toRun(found)
  const waiting = items
    .toSorted(
      (left, right) => left.dueAt.getTime() - right.dueAt.getTime() || (left.proposalId < right.proposalId ? -1 : 1),
    )
    .filter(({ isIncluded, state }) => isIncluded && state === 'needs_approval')
  return {
    ...run,
    items: items.map((item) => withMoney(item, run.total.currency)),
    open: await proposalsById(
      tx,
      waiting.map(({ proposalId }) => proposalId),
      viewer,
    ),
  }
}

function toRun({ state, currency, minor, ended, begun, createdAt, ...run }: Counted): RunRow {
  const is: RunState =
    state !== 'submitted' ? state : ended === run.count ? 'done' : begun > 0 ? 'executing' : 'submitted'
  return { ...run, state: is, total: { minor: minor.toString(), currency }, createdAt: createdAt.toISOString() }
}

function withMoney(
  { gross, refunded, fees, carry, waits, net, dueAt: _, ...item }: ItemRow,
  currency: string,
): RunItem {
  const wire = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency })
  return {
    ...item,
    gross: wire(gross),
    refunded: wire(refunded),
    fees: wire(fees),
    carry: wire(carry),
    waits: wire(waits),
    net: wire(net),
  }
}
