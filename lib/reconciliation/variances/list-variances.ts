import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import {
  VARIANCE_AGES,
  type VarianceAge,
  type VarianceClass,
  type VarianceState,
  type VarianceView,
} from './classes-model.ts'

export type VarianceRow = {
  readonly id: string
  readonly class: VarianceClass
  readonly summary: string
  readonly sellerId: string
  readonly sellerName: string
  /** What is there less what should be. */
  readonly amount: WireMoney
  /** Accounting day, and whole days since. */
  readonly happenedOn: string
  readonly days: number
  readonly state: VarianceState
  readonly resolution: string
  readonly ownerName: string
  readonly ticketId: string
  readonly proposalId: string
}

export type VarianceFilter = {
  readonly q?: string | null | undefined
  readonly state?: VarianceView | null | undefined
  readonly class?: VarianceClass | null | undefined
  readonly currency?: string | null | undefined
  readonly age?: VarianceAge | null | undefined
}

export type VarianceQuery = VarianceFilter & {
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = Omit<VarianceRow, 'amount'> & { readonly currency: string; readonly amountMinor: bigint }

/** What people do with the ticket shows here: whoever takes or gives back the one takes or gives back the other. */
const SHOWN_STATE = `CASE WHEN v.state NOT IN ('open', 'in_progress') OR v.ticket_id = '' THEN v.state
  WHEN t.state = 'in_progress' OR v.proposal_id <> '' THEN 'in_progress' ELSE 'open' END`

export const VARIANCE_COLUMNS = `v.id, v.class, v.summary, v.seller_id AS "sellerId", coalesce(s.name, '') AS "sellerName", v.currency::text AS currency,
  v.amount_minor AS "amountMinor", v.happened_on::text AS "happenedOn", ($3::date - v.happened_on)::int AS days, ${SHOWN_STATE} AS state, v.resolution,
  coalesce(p.name, '') AS "ownerName", v.ticket_id AS "ticketId", v.proposal_id AS "proposalId"`

export const VARIANCE_JOINS = `LEFT JOIN seller s ON s.id = v.seller_id LEFT JOIN ticket t ON t.id = v.ticket_id
  LEFT JOIN person p ON p.id = t.owner_id`

/** Variances, newest first; found by id, subject, seller, a word of their sentence or their exact amount. */
export async function listVariances(tx: Sql, query: VarianceQuery, today: string): Promise<Page<VarianceRow>> {
  const { after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Row>(
    `SELECT ${VARIANCE_COLUMNS} FROM variance v ${VARIANCE_JOINS}
      WHERE ${MATCHES} AND ${shownOnly(query.state)} AND ($11::text IS NULL OR v.id ${isBackward ? '>' : '<'} $11)
      ORDER BY v.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $12`,
    [...filterValues(tx, query, today), key?.id ?? null, limit + 1],
  )
  return pageOf(rows.map(toRow), { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) })
}

export type VarianceSummary = {
  readonly totals: readonly { readonly currency: string; readonly count: number; readonly amount: WireMoney }[]
  /** What waits, by class, the most first. */
  readonly classes: readonly { readonly class: VarianceClass; readonly count: number; readonly oldest: number }[]
}

/** What the filtered list adds up to per currency, without sign, and what waits by class. */
export async function sumVariances(tx: Sql, filter: VarianceFilter, today: string): Promise<VarianceSummary> {
  const totals = await tx.sql<{ currency: string; count: number; minor: bigint }>(
    `SELECT v.currency::text AS currency, count(*)::int AS count, sum(abs(v.amount_minor))::bigint AS minor FROM variance v
       LEFT JOIN seller s ON s.id = v.seller_id LEFT JOIN ticket t ON t.id = v.ticket_id
      WHERE ${MATCHES} AND ${shownOnly(filter.state)} GROUP BY 1 ORDER BY 1`,
    filterValues(tx, filter, today),
  )
  const classes = await tx.sql<VarianceSummary['classes'][number]>(
    `SELECT class, count(*)::int AS count, max($3::date - happened_on)::int AS oldest FROM variance
      WHERE entity_id = $1 AND livemode = $2 AND state IN ('open', 'in_progress') GROUP BY class ORDER BY count DESC, class`,
    [tx.scope.entityId, tx.scope.livemode, today],
  )
  return {
    totals: totals.map(({ currency, count, minor }) => ({ currency, count, amount: toWire({ minor, currency }) })),
    classes,
  }
}

const MATCHES = `v.entity_id = $1 AND v.livemode = $2 AND v.state = ANY($4::text[]) AND ($5::text IS NULL OR v.class = $5)
  AND ($6::text IS NULL OR v.currency = upper($6)) AND ($7::int IS NULL OR v.happened_on <= $3::date - $7::int)
  AND ($8::int IS NULL OR v.happened_on > $3::date - $8::int)
  AND ($9::text IS NULL OR v.id = $9 OR v.subject_id = $9 OR v.seller_id = $9 OR strpos(lower(v.summary), lower($9)) > 0
       OR strpos(lower(coalesce(s.name, '')), lower($9)) > 0 OR abs(v.amount_minor) = $10::bigint)`

const STATES: Readonly<Record<VarianceView, readonly VarianceState[]>> = {
  todo: ['open', 'in_progress'],
  open: ['open', 'in_progress'],
  in_progress: ['open', 'in_progress'],
  explained: ['explained'],
  resolved: ['resolved'],
  all: ['open', 'in_progress', 'explained', 'resolved'],
}

const shownOnly = (view: VarianceView | null | undefined): string =>
  view === 'open' || view === 'in_progress' ? `(${SHOWN_STATE}) = '${view}'` : 'true'

function filterValues(tx: Sql, { q, state, class: name, currency, age }: VarianceFilter, today: string): unknown[] {
  const bucket = age ? VARIANCE_AGES[age] : null
  const digits = (q ?? '').replace(/[.,\s]/g, '')
  return [
    tx.scope.entityId,
    tx.scope.livemode,
    today,
    STATES[state ?? 'todo'],
    name ?? null,
    currency ?? null,
    bucket?.from ?? null,
    bucket?.below ?? null,
    q ?? null,
    /^\d{1,18}$/.test(digits) ? digits : null,
  ]
}

export const toRow = ({ currency, amountMinor, ...row }: Row): VarianceRow => ({
  ...row,
  amount: toWire({ minor: amountMinor, currency }),
})
