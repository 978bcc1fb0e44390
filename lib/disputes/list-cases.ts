import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import {
  ALL_CASES,
  CASE_MATCHES,
  type CaseFilter,
  caseValues,
  chanceValues,
  NETWORK_OF_ROW,
  SELLER,
  sourceOf,
} from './case-sql.ts'
import { chanceOf, chanceText, chanceWords } from './chance-model.ts'
import { readDecided } from './read-chances.ts'
import type { CaseKind } from './status-model.ts'

export type CaseRow = {
  /** dp_…, du_… or issfr_… */
  readonly id: string
  readonly kind: CaseKind
  readonly status: string
  readonly reason: string
  readonly network: string
  readonly amount: WireMoney
  readonly chargeId: string
  readonly sellerId: string
  readonly sellerName: string
  /** ISO instants; no deadline: null. */
  readonly createdAt: string
  readonly dueAt: string | null
  /** "45 %", or a dash, and how it was counted. */
  readonly chance: string
  readonly chanceWords: string
}

export type CaseQuery = CaseFilter & {
  readonly sort?: string | null | undefined
  readonly dir?: 'asc' | 'desc' | null | undefined
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

/** What a row is sorted by, as a whole number that rises in the order the list has by itself. */
const SORTS: Readonly<Record<string, string>> = {
  dueAt:
    "coalesce(extract(epoch FROM k.due_at) * 1000, CASE WHEN k.kind = 'warning' THEN 0 ELSE 9e15 - extract(epoch FROM k.created_at) END)",
  amount: '-k.amount_minor',
  chance: '-coalesce(p.bps, -1)',
  createdAt: '-extract(epoch FROM k.created_at) * 1000',
}

type Row = Omit<CaseRow, 'amount' | 'createdAt' | 'dueAt' | 'chance' | 'chanceWords'> & {
  readonly amountMinor: bigint
  readonly currency: string
  readonly createdAt: Date
  readonly dueAt: Date | null
  readonly place: string
}

/**
 * Disputes, inquiries and early fraud warnings: by deadline (warnings first, for they have none and are soonest over), by amount, by
 * chance or by age. Found by id, charge, seller or exact amount.
 */
export async function listCases(tx: Sql, query: CaseQuery, at: Date): Promise<Page<CaseRow>> {
  const { after = null, before = null, limit } = query
  const history = await readDecided(tx)
  const sort = SORTS[query.sort ?? ''] ?? SORTS.dueAt
  const found = readKey(before ?? after)
  const key = found !== null && /^-?\d{1,18}$/.test(found.value) ? found : null
  const isBackward = before !== null && key !== null
  const isDown = (query.dir ?? usualDirection(query.sort)) !== usualDirection(query.sort)
  const [sign, order] = isDown === isBackward ? ['>', 'ASC'] : ['<', 'DESC']
  const rows = await tx.sql<Row>(
    `SELECT k.id, k.kind, k.status, k.reason, ${NETWORK_OF_ROW} AS network, k.amount_minor AS "amountMinor", k.currency,
            k.charge_id AS "chargeId", s.id AS "sellerId", s.name AS "sellerName", k.created_at AS "createdAt", k.due_at AS "dueAt", k.place
       FROM (SELECT * FROM (
               SELECT k.id, k.account, k.kind, k.status, k.reason, k.amount_minor, k.currency, k.charge_id, k.created_at, k.due_at,
                      round(${sort})::bigint AS place
                 FROM ${sourceOf(query, query.sort === 'chance')}
                WHERE ${CASE_MATCHES} AND $11::text[] IS NOT NULL AND $12::int[] IS NOT NULL) matching
              WHERE $13::text IS NULL OR (place, id) ${sign} ($13::text::bigint, $14::text)
              ORDER BY place ${order}, id ${order} LIMIT $15) k ${SELLER}
      ORDER BY k.place ${order}, k.id ${order}`,
    [...caseValues(tx, query, at), ...chanceValues(history), key?.value ?? null, key?.id ?? null, limit + 1],
  )
  const page = pageOf(rows, {
    isBackward,
    isFirst: key === null,
    limit,
    keyOf: ({ place, id }) => ({ value: place.toString(), id }),
  })
  return {
    ...page,
    rows: page.rows.map(({ amountMinor, currency, createdAt, dueAt, place: _, ...row }) => {
      const chance = chanceOf(history, row.reason, row.network)
      const isChance = row.kind === 'dispute'
      return {
        ...row,
        amount: toWire({ minor: amountMinor, currency }),
        createdAt: createdAt.toISOString(),
        dueAt: dueAt?.toISOString() ?? null,
        chance: isChance ? chanceText(chance) : '–',
        chanceWords: isChance ? chanceWords(chance, row.reason, row.network) : 'Nothing to win: no money was taken.',
      }
    }),
  }
}

/** The direction a column has when nobody chose one: the nearest deadline, the largest amount and chance, the newest first. */
const usualDirection = (sort: string | null | undefined): 'asc' | 'desc' =>
  sort === 'amount' || sort === 'chance' || sort === 'createdAt' ? 'desc' : 'asc'

export type CaseSummary = {
  readonly totals: readonly { readonly currency: string; readonly count: number; readonly amount: WireMoney }[]
  readonly figures: {
    readonly todo: number
    readonly soon: number
    readonly over: number
    readonly warnings: number
    readonly review: number
    readonly won: number
    readonly lost: number
  }
}

/** What the filtered list adds up to per currency, and what waits. */
export async function sumCases(tx: Sql, filter: CaseFilter, at: Date): Promise<CaseSummary> {
  const totals = await tx.sql<{ currency: string; count: number; minor: bigint }>(
    `SELECT k.currency, count(*)::int AS count, sum(k.amount_minor)::bigint AS minor FROM ${sourceOf(filter, false)} WHERE ${CASE_MATCHES}
      GROUP BY 1 ORDER BY 1`,
    caseValues(tx, filter, at),
  )
  const answer = "k.status IN ('needs_response', 'warning_needs_response', 'appeal_needs_response')"
  const [figures] = await tx.sql<CaseSummary['figures']>(
    `SELECT count(*) FILTER (WHERE ${answer} OR k.status = 'fraud_warning')::int AS todo,
            count(*) FILTER (WHERE ${answer} AND k.due_at > $3 AND k.due_at <= $3::timestamptz + interval '2 days')::int AS soon,
            count(*) FILTER (WHERE ${answer} AND k.due_at <= $3)::int AS over,
            count(*) FILTER (WHERE k.status = 'fraud_warning')::int AS warnings,
            count(*) FILTER (WHERE k.status LIKE '%under_review')::int AS review,
            count(*) FILTER (WHERE k.status = 'won')::int AS won, count(*) FILTER (WHERE k.status = 'lost')::int AS lost
       FROM ${ALL_CASES}`,
    [tx.scope.entityId, tx.scope.livemode, at, null],
  )
  return {
    totals: totals.map(({ currency, count, minor }) => ({ currency, count, amount: toWire({ minor, currency }) })),
    figures: figures ?? { todo: 0, soon: 0, over: 0, warnings: 0, review: 0, won: 0, lost: 0 },
  }
}
