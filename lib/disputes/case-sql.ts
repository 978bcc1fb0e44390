import type { Sql } from '#lib/platform/db.ts'
import { chanceOf, type Decided } from './chance-model.ts'
import { type CaseKind, VIEWS, type ViewName } from './status-model.ts'

export type CaseFilter = {
  readonly q?: string | null | undefined
  readonly view?: ViewName | null | undefined
  readonly kind?: CaseKind | null | undefined
  /** Answers that are due within two days, or whose time is over. */
  readonly due?: 'soon' | 'over' | null | undefined
  readonly reason?: string | null | undefined
  readonly currency?: string | null | undefined
}

/** The card network in an object as Stripe sent it. Text is searched: taking thousands of documents apart would cost seconds. */
const networkIn = (raw: string) => `coalesce(substring(${raw} from '"network": ?"([a-z_]+)"'), '')`

type Reading = {
  /** Networks cost the object of every row; without them they are looked up for the rows that are shown. */
  readonly withNetwork?: boolean
}

/**
 * Disputes, inquiries and early fraud warnings as one list. A warning stands for what is left of its charge.
 * $1 entity, $2 livemode, $3 the instant, $4 statuses.
 */
const cases = ({ withNetwork = false }: Reading) => `(
  SELECT d.id, d.account, CASE WHEN starts_with(d.status, 'warning_') THEN 'inquiry' ELSE 'dispute' END AS kind, d.status, d.reason,
         d.amount_minor, upper(d.currency) AS currency, d.charge_id, d.created_at, d.due_at,
         ${withNetwork ? networkIn('d.raw') : "''"} AS network
    FROM dispute d WHERE d.entity_id = $1 AND d.livemode = $2 AND ($4::text[] IS NULL OR d.status = ANY($4))
  UNION ALL
  SELECT w.id, w.account, 'warning', w.status, 'fraud_warning', c.amount_minor - c.refunded_minor, upper(c.currency), c.id,
         w.created_at, NULL, ''
    FROM (SELECT o.account, o.id, o.raw::jsonb ->> 'charge' AS charge_id,
                 to_timestamp((o.raw::jsonb ->> 'created')::bigint) AS created_at,
                 CASE WHEN o.raw::jsonb ->> 'actionable' = 'true' THEN 'fraud_warning' ELSE 'fraud_warning_settled' END AS status
            FROM mirror_object o
           WHERE o.entity_id = $1 AND o.livemode = $2 AND o.type = 'radar.early_fraud_warning') w
    JOIN charge c ON c.entity_id = $1 AND c.livemode = $2 AND c.account = w.account AND c.id = w.charge_id
   WHERE $4::text[] IS NULL OR w.status = ANY($4)) k`

/** The network of a row "k" that is shown. */
export const NETWORK_OF_ROW = `coalesce(
  (SELECT ${networkIn('d.raw')} FROM dispute d WHERE d.entity_id = $1 AND d.livemode = $2 AND d.account = k.account AND d.id = k.id),
  (SELECT ${networkIn('c.raw')} FROM charge c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account = k.account AND c.id = k.charge_id), '')`

/** The seller whose own account it is on, else the first of those who sold it; empty when nobody is known. */
export const SELLER = `LEFT JOIN seller o ON o.entity_id = $1 AND o.livemode = $2 AND o.stripe_account = k.account
  LEFT JOIN LATERAL (
    SELECT x.id, x.name FROM settlement t JOIN settlement_share h ON h.settlement_id = t.id JOIN seller x ON x.id = h.seller_id
     WHERE t.entity_id = $1 AND t.livemode = $2 AND t.charge_id = k.charge_id AND o.id IS NULL ORDER BY x.name, x.id LIMIT 1) y ON true
  CROSS JOIN LATERAL (SELECT coalesce(o.id, y.id, '') AS id, coalesce(o.name, y.name, '') AS name) s`

/** $11 and $12: chances by "reason network", as far as there are any. */
const CHANCE = "LEFT JOIN unnest($11::text[], $12::int[]) AS p (key, bps) ON p.key = k.reason || ' ' || k.network"

const NO_SELLER = "CROSS JOIN (SELECT '' AS id, '' AS name) s"

export const ALL_CASES = cases({})

/** Where rows come from: with sellers only where they are searched, with chances only where they are sorted by. */
export const sourceOf = ({ q }: CaseFilter, isByChance: boolean): string =>
  [cases({ withNetwork: isByChance }), q ? SELLER : NO_SELLER, isByChance ? CHANCE : ''].join(' ')

export const CASE_MATCHES = `($5::text IS NULL OR k.kind = $5) AND ($6::text IS NULL OR k.reason = $6)
  AND ($7::text IS NULL OR k.currency = upper($7))
  AND ($8::text IS NULL OR ($8 = 'soon' AND k.due_at > $3::timestamptz AND k.due_at <= $3::timestamptz + interval '2 days')
       OR ($8 = 'over' AND k.due_at <= $3::timestamptz))
  AND ($9::text IS NULL OR k.id = $9 OR k.charge_id = $9 OR s.id = $9 OR strpos(lower(s.name), lower($9)) > 0
       OR k.amount_minor = $10::bigint)`

/** The values behind the statement's first ten places. */
export function caseValues(tx: Sql, filter: CaseFilter, at: Date): unknown[] {
  const { q = null, view, kind = null, due = null, reason = null, currency = null } = filter
  const digits = (q ?? '').replace(/[.,\s]/g, '')
  return [
    tx.scope.entityId,
    tx.scope.livemode,
    at,
    VIEWS[view ?? 'todo'].statuses,
    kind,
    reason,
    currency,
    due,
    q,
    /^\d{1,18}$/.test(digits) ? digits : null,
  ]
}

/** The values behind $11 and $12. */
export function chanceValues(history: readonly Decided[]): unknown[] {
  const known = knownChances(history)
  return [[...known.keys()], [...known.values()]]
}

const NETWORKS = ['visa', 'mastercard', 'amex', 'discover', 'jcb', 'diners', 'unionpay', 'cartes_bancaires', '']

function knownChances(history: readonly Decided[]): Map<string, number> {
  const networks = new Set([...NETWORKS, ...history.map(({ network }) => network)])
  const reasons = new Set(history.map(({ reason }) => reason))
  const known = new Map<string, number>()
  for (const reason of reasons) {
    for (const network of networks) {
      const { bps } = chanceOf(history, reason, network)
      if (bps !== null) known.set(`${reason} ${network}`, bps)
    }
  }
  return known
}
