import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import { type FoundSeller, likeThis, SELLERS_FOUND, type SellerRow, toSellerRow } from '#lib/sellers/list-sellers.ts'
import type { Standing } from '#lib/sellers/standing-model.ts'
import { HEALTH_BANDS, type HealthBand } from '../components-model.ts'
import { figuresOfSellers, NO_FIGURES, type SellerFigures } from './seller-figures.ts'

export type HealthySeller = SellerRow &
  SellerFigures & {
    /** Null while nobody scored the seller. */
    readonly score: number | null
    /** Against four weeks before; null while there was no score then. */
    readonly change: number | null
    /** Alerts that somebody has to look at. */
    readonly alerts: number
  }

export type SellerQuery = {
  readonly q?: string | null
  readonly standing?: Standing | null
  readonly health?: HealthBand | null
  /** Only those with an alert that is open. */
  readonly alert?: 'open' | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = FoundSeller & { score: number | null; before: number | null; alerts: number }

/** Sellers by name with their health and money, in two statements; found by a part of name or e-mail, or by `sel_…` or `acct_…`. */
export async function listSellersWithHealth(tx: Sql, query: SellerQuery, today: string): Promise<Page<HealthySeller>> {
  const { q = null, standing = null, health = null, alert = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const order = isBackward ? 'DESC' : 'ASC'
  const [from, until] = health === null ? [null, null] : HEALTH_BANDS[health]
  const rows = await tx.sql<Row>(
    `SELECT found.*, t.score, t.score_before AS before, coalesce(a.alerts, 0) AS alerts FROM (${SELLERS_FOUND}) found
       LEFT JOIN health_standing t ON t.entity_id = $1 AND t.livemode = $2 AND t.seller_id = found.id
       LEFT JOIN LATERAL (SELECT count(*)::int AS alerts FROM health_alert o
         WHERE o.entity_id = $1 AND o.livemode = $2 AND o.seller_id = found.id AND o.state = 'open') a ON true
      WHERE ($5::text IS NULL OR standing = $5) AND ($6::text IS NULL OR (name, id) ${isBackward ? '<' : '>'} ($6, $7))
        AND ($9::int IS NULL OR t.score BETWEEN $9 AND $10) AND (NOT $11::boolean OR a.alerts > 0)
      ORDER BY name ${order}, id ${order} LIMIT $8`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      q,
      likeThis(q),
      standing,
      key?.value ?? null,
      key?.id ?? null,
      limit + 1,
      from,
      until,
      alert === 'open',
    ],
  )
  const page = pageOf(rows, {
    isBackward,
    isFirst: key === null,
    limit,
    keyOf: ({ name, id }) => ({ value: name, id }),
  })
  const figures = await figuresOfSellers(
    tx,
    page.rows.map(({ id }) => id),
    today,
  )
  return {
    ...page,
    rows: page.rows.map(({ score, before: earlier, alerts, ...row }) => ({
      ...toSellerRow(row),
      ...(figures.get(row.id) ?? NO_FIGURES),
      score,
      change: score === null || earlier === null ? null : score - earlier,
      alerts,
    })),
  }
}
