import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { FeeAudit } from './fee-audit.ts'
import type { FoundClass } from './found-model.ts'

/** Money that is ours to have back, by class and currency. Never netted: each amount is a sum of single cases. */
export type FoundRow = {
  readonly class: FoundClass
  readonly currency: string
  /** Nobody works on it yet. */
  readonly found: WireMoney
  /** Somebody works on it, or it is kept back from the next settlements. */
  readonly pursued: WireMoney
  /** Had back. */
  readonly recovered: WireMoney
  readonly count: number
  /** The rows behind it. */
  readonly href: string
}

type Row = { class: FoundClass; currency: string; found: bigint; pursued: bigint; recovered: bigint; count: number }

/** What variances say: open ones are found, those in progress pursued, resolved ones recovered; explained ones are no money. */
const FROM_VARIANCES = `
SELECT CASE v.class WHEN 'duplicate_transfer' THEN 'duplicate_transfer' ELSE 'commission' END AS class, v.currency::text AS currency,
       coalesce(sum(abs(v.amount_minor)) FILTER (WHERE v.state = 'open'), 0)::bigint AS found,
       coalesce(sum(abs(v.amount_minor)) FILTER (WHERE v.state = 'in_progress'), 0)::bigint AS pursued,
       coalesce(sum(abs(v.amount_minor)) FILTER (WHERE v.state = 'resolved'), 0)::bigint AS recovered, count(*)::int AS count
  FROM variance v
 WHERE v.entity_id = $1 AND v.livemode = $2 AND v.state <> 'explained'
   AND (v.class = 'duplicate_transfer' OR (v.class = 'wrong_application_fee' AND v.amount_minor < 0)
        OR (v.class = 'wrong_commission' AND v.amount_minor > 0))
 GROUP BY 1, 2`

/** What sellers hold beyond their shares after refunds and disputes: not asked back, kept back from what follows, and had back. */
const FROM_SHARES = `
SELECT 'claw_back' AS class, currency, sum(found)::bigint AS found, sum(pursued)::bigint AS pursued, sum(recovered)::bigint AS recovered,
       count(*) FILTER (WHERE found + pursued + recovered > 0)::int AS count
  FROM (
    SELECT s.currency::text AS currency, greatest(s.transferred_minor - s.owed_minor - s.carry_minor, 0) AS found, s.carry_minor AS pursued,
           coalesce((SELECT sum(k.amount_minor) FROM settlement_carry k
             WHERE k.from_settlement_id = s.settlement_id AND k.seller_id = s.seller_id), 0) AS recovered
      FROM settlement_share s WHERE s.entity_id = $1 AND s.livemode = $2 AND (s.transferred_minor > s.owed_minor OR s.carry_minor > 0)) x
 GROUP BY 2`

/** What sellers owe us that Stripe cleared with our money. */
const FROM_RECEIVABLE = `
SELECT 'negative_balance' AS class, a.currency::text AS currency, sum(a.balance_minor)::bigint AS found, 0::bigint AS pursued,
       0::bigint AS recovered, count(*)::int AS count
  FROM ledger_account a
 WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_receivable' AND a.balance_minor > 0
 GROUP BY 2`

const HREFS: Readonly<Record<FoundClass, string>> = {
  commission: '/variances?class=wrong_commission',
  duplicate_transfer: '/variances?class=duplicate_transfer',
  claw_back: '/settlements',
  negative_balance: '/ledger/accounts?code=seller_receivable',
  stripe_fee: '/close/found#fees',
}

/** Everything found, and a month's fee audit among it. */
export async function foundMoney(tx: Sql, { rows: audited }: FeeAudit): Promise<FoundRow[]> {
  const keys = [tx.scope.entityId, tx.scope.livemode]
  const found: Row[] = []
  for (const text of [FROM_VARIANCES, FROM_SHARES, FROM_RECEIVABLE]) found.push(...(await tx.sql<Row>(text, keys)))
  for (const { currency, over, overCount } of audited)
    found.push({
      class: 'stripe_fee',
      currency,
      found: BigInt(over.minor),
      pursued: 0n,
      recovered: 0n,
      count: overCount,
    })
  return found.filter((row) => row.found + row.pursued + row.recovered > 0n).map(toRow)
}

function toRow({ currency, found, pursued, recovered, ...row }: Row): FoundRow {
  const amount = (minor: bigint): WireMoney => ({ minor: minor.toString(), currency })
  return {
    ...row,
    currency,
    found: amount(found),
    pursued: amount(pursued),
    recovered: amount(recovered),
    href: HREFS[row.class],
  }
}
