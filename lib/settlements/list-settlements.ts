import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, type PageKey, pageOf, readKey } from '#lib/platform/page-key.ts'

export type SettlementRow = {
  readonly id: string
  /** "INV-7" or "ch_…". */
  readonly source: string
  readonly sourceKind: string
  readonly orderId: string
  /** Names of the sellers, in order. */
  readonly sellers: string
  readonly state: string
  readonly stateReason: string
  readonly gross: WireMoney
  readonly refunded: WireMoney
  readonly commission: WireMoney
  readonly owed: WireMoney
  /** Day in the book time zone. */
  readonly accountingOn: string
  /** ISO instant. */
  readonly collectedAt: string
}

export type SettlementFilter = {
  readonly q?: string | null
  readonly state?: string | null
  readonly currency?: string | null
  /** `sel_…` */
  readonly seller?: string | null
}

export type SettlementQuery = SettlementFilter & {
  readonly sort?: string | null
  readonly dir?: 'asc' | 'desc' | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

/** What a list can be sorted by: the column, its type, and what a key of it looks like in the address. */
const SORTS = {
  accountingOn: { column: 's.collected_at', type: 'timestamptz', shape: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
  gross: { column: 's.gross_minor', type: 'bigint', shape: /^-?\d{1,18}$/ },
} as const

type Row = {
  id: string
  source: string
  sourceKind: string
  orderId: string
  sellers: string
  state: string
  stateReason: string
  currency: string
  gross: bigint
  refunded: bigint
  commission: bigint
  owed: bigint
  accountingOn: string
  collectedAt: Date
}

/** Settlements, newest money first; found by id, invoice, charge or order number, or a part of a seller's name. */
export async function listSettlements(tx: Sql, query: SettlementQuery): Promise<Page<SettlementRow>> {
  const { after = null, before = null, limit } = query
  const sort = query.sort === 'gross' ? SORTS.gross : SORTS.accountingOn
  const found = readKey(before ?? after)
  const key = found !== null && sort.shape.test(found.value) ? found : null
  const isBackward = before !== null && key !== null
  const isAscending = (query.dir === 'asc') !== isBackward
  const [sign, order] = isAscending ? ['>', 'ASC'] : ['<', 'DESC']
  const rows = await tx.sql<Row>(
    `SELECT s.id, CASE WHEN s.invoice_number <> '' THEN s.invoice_number ELSE s.source_id END AS source,
            s.source_kind AS "sourceKind", s.order_id AS "orderId", s.state, s.state_reason AS "stateReason", s.currency,
            s.gross_minor AS gross, s.refunded_minor AS refunded, s.commission_minor AS commission, s.sellers_minor AS owed,
            s.accounting_on::text AS "accountingOn", s.collected_at AS "collectedAt",
            coalesce((SELECT string_agg(x.name, ', ' ORDER BY x.name, x.id) FROM settlement_share h JOIN seller x ON x.id = h.seller_id
                       WHERE h.settlement_id = s.id), '') AS sellers
       FROM settlement s
      WHERE ${MATCHES} AND ($7::text IS NULL OR (${sort.column}, s.id) ${sign} ($7::text::${sort.type}, $8::text))
      ORDER BY ${sort.column} ${order}, s.id ${order} LIMIT $9`,
    [...filterValues(tx, query), key?.value ?? null, key?.id ?? null, limit + 1],
  )
  const keyOf = (row: Row): PageKey => ({
    value: sort === SORTS.gross ? row.gross.toString() : row.collectedAt.toISOString(),
    id: row.id,
  })
  const page = pageOf(rows, { isBackward, isFirst: key === null, limit, keyOf })
  return { ...page, rows: page.rows.map(toRow) }
}

export type SettlementTotals = {
  readonly currency: string
  readonly count: number
  readonly gross: WireMoney
  readonly refunded: WireMoney
  readonly commission: WireMoney
  readonly owed: WireMoney
}

/** What a filtered list adds up to, per currency. */
export async function totalSettlements(tx: Sql, filter: SettlementFilter): Promise<SettlementTotals[]> {
  const rows = await tx.sql<{
    currency: string
    count: number
    gross: bigint
    refunded: bigint
    commission: bigint
    owed: bigint
  }>(
    `SELECT s.currency, count(*)::int AS count, sum(s.gross_minor)::bigint AS gross, sum(s.refunded_minor)::bigint AS refunded,
            sum(s.commission_minor)::bigint AS commission, sum(s.sellers_minor)::bigint AS owed
       FROM settlement s WHERE ${MATCHES} GROUP BY s.currency ORDER BY s.currency`,
    filterValues(tx, filter),
  )
  return rows.map(({ currency, count, ...sums }) => ({ currency, count, ...amounts(sums, currency) }))
}

/** How many settlements are in each state, of those the rest of the filter leaves. */
export async function countSettlements(tx: Sql, filter: SettlementFilter): Promise<Readonly<Record<string, number>>> {
  const rows = await tx.sql<{ state: string; count: number }>(
    `SELECT s.state, count(*)::int AS count FROM settlement s WHERE ${MATCHES} GROUP BY s.state`,
    filterValues(tx, { ...filter, state: null }),
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

const MATCHES = `s.entity_id = $1 AND s.livemode = $2 AND ($3::text IS NULL OR s.state = $3)
  AND ($4::text IS NULL OR s.currency = $4)
  AND ($5::text IS NULL OR EXISTS (SELECT FROM settlement_share h WHERE h.settlement_id = s.id AND h.seller_id = $5))
  AND ($6::text IS NULL OR s.id = $6 OR s.source_id = $6 OR s.charge_id = $6 OR s.order_id = $6 OR upper(s.invoice_number) = upper($6)
       OR EXISTS (SELECT FROM settlement_share h JOIN seller x ON x.id = h.seller_id
                   WHERE h.settlement_id = s.id AND (x.stripe_account = $6 OR strpos(lower(x.name), lower($6)) > 0)))`

function filterValues(tx: Sql, { q, state, currency, seller }: SettlementFilter): unknown[] {
  return [tx.scope.entityId, tx.scope.livemode, state ?? null, currency ?? null, seller ?? null, q ?? null]
}

function toRow({ gross, refunded, commission, owed, currency, ...row }: Row): SettlementRow {
  return {
    ...row,
    ...amounts({ gross, refunded, commission, owed }, currency),
    collectedAt: row.collectedAt.toISOString(),
  }
}

type Sums = Readonly<Record<'gross' | 'refunded' | 'commission' | 'owed', bigint>>

function amounts({ gross, refunded, commission, owed }: Sums, currency: string) {
  const wire = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency })
  return { gross: wire(gross), refunded: wire(refunded), commission: wire(commission), owed: wire(owed) }
}
