import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'

/** One seller's balance in one currency: what the sheet says, what our books say, what Stripe shows. Minor units. */
export type TieLine = {
  readonly sellerId: string
  readonly sellerName: string
  readonly currency: string
  /** Line of the file; null when the sheet does not name the seller. */
  readonly lineNo: number | null
  /** Owed by the sheet: payable, in transit and reserved, less receivable. */
  readonly said: bigint
  /** Owed by our books at the end of the cut-over day, without an opening entry. */
  readonly books: bigint
  readonly inTransit: bigint
  /** Transfers that Stripe shows within a week after the cut-over and we did not send. */
  readonly arrived: bigint
  /** Transferred in all by the old system, where the sheet says it; and by Stripe up to the cut-over. */
  readonly paid: bigint | null
  readonly transferred: bigint
  /** Why the sheet cannot be signed as it is; empty when nothing about this line keeps it. */
  readonly problem: string
  /** What differs, for whoever explains it; empty when it ties. */
  readonly difference: string
}

export type TieTotal = {
  readonly currency: string
  /** What the old sheet says at its foot; null when nobody wrote it. */
  readonly stated: bigint | null
  readonly said: bigint
  readonly books: bigint
  /** At Stripe at the end of the cut-over day, by our books. */
  readonly held: bigint
}

export type TieOut = {
  readonly lines: readonly TieLine[]
  readonly totals: readonly TieTotal[]
  /** Why it cannot be signed, in sentences. */
  readonly blockers: readonly string[]
  /** How many balances the opening entry changes. */
  readonly differing: number
}

type Asked = {
  readonly entity: Entity
  readonly sheet: {
    readonly id: string
    readonly cutOverOn: string
    readonly totals: readonly { currency: string; minor: string }[]
  }
}

/** Where the opening entry comes from in the journal: once per entity. */
export const OPENING_SOURCE = 'opening'

const WEEK = '7 days'

/**
 * Compares a sheet with our books and with Stripe at the end of the cut-over day. Our books are what settlements and transfers
 * say up to then; what differs is what the opening entry will post.
 */
export async function tieOut(tx: Sql, { entity, sheet }: Asked): Promise<TieOut> {
  const lines = (await readLines(tx, { entity, sheet })).map(judged)
  const held = await heldAt(tx, sheet.cutOverOn)
  const currencies = [
    ...new Set([...lines.map(({ currency }) => currency), ...sheet.totals.map((one) => one.currency)]),
  ]
  const totals = currencies.sort().map((currency): TieTotal => {
    const own = lines.filter((line) => line.currency === currency)
    const stated = sheet.totals.find((one) => one.currency === currency)
    return {
      currency,
      stated: stated === undefined ? null : BigInt(stated.minor),
      said: own.reduce((sum, { said }) => sum + said, 0n),
      books: own.reduce((sum, { books }) => sum + books, 0n),
      held: held.get(currency) ?? 0n,
    }
  })
  return {
    lines,
    totals,
    blockers: [...totals.flatMap(totalProblem), ...lineProblems(lines)],
    differing: lines.filter(({ said, books }) => said !== books).length,
  }
}

type Row = Omit<TieLine, 'problem' | 'difference'>

function readLines(tx: Sql, { entity, sheet }: Asked): Promise<Row[]> {
  return tx.sql<Row>(
    `WITH said AS (
       SELECT seller_id, currency, line_no, payable_minor + in_transit_minor + reserved_minor - receivable_minor AS minor,
              in_transit_minor, paid_minor
         FROM opening_line WHERE sheet_id = $3
     ), opened AS (
       SELECT l.account_id, sum(l.amount_minor) AS minor FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id
        WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'approved_journal' AND e.source_account = $5
          AND e.source_id = $6 AND e.accounting_on <= $4::date GROUP BY 1
     ), booked AS (
       SELECT a.subject AS seller_id, a.currency, coalesce(o.minor, 0) - a.balance_minor + coalesce((
                SELECT sum(l.amount_minor) FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on > $4::date), 0) AS minor
         FROM ledger_account a LEFT JOIN opened o ON o.account_id = a.id
        WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable'
     ), moved AS (
       SELECT t.destination, upper(t.currency) AS currency, t.amount_minor AS minor, t.created_at,
              coalesce(o.origin, '') = 'executed' AS is_ours
         FROM transfer t LEFT JOIN transfer_origin o ON o.entity_id = $1 AND o.livemode = $2 AND o.object_id = t.id
        WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $5
       UNION ALL
       SELECT t.destination, upper(r.currency), -r.amount_minor, r.created_at, true
         FROM transfer_reversal r
         JOIN transfer t ON t.entity_id = $1 AND t.livemode = $2 AND t.account = r.account AND t.id = r.transfer_id
        WHERE r.entity_id = $1 AND r.livemode = $2 AND r.account = $5
     ), sent AS (
       SELECT s.id AS seller_id, m.currency,
              sum(m.minor) FILTER (WHERE m.created_at < cut.at) AS before,
              sum(m.minor) FILTER (WHERE m.created_at >= cut.at AND m.created_at < cut.at + interval '${WEEK}' AND NOT m.is_ours) AS after
         FROM moved m JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.stripe_account = m.destination
        CROSS JOIN (SELECT (($4::date + 1)::timestamp AT TIME ZONE $7) AS at) AS cut
        GROUP BY 1, 2
     )
     SELECT x.seller_id AS "sellerId", coalesce(p.name, x.seller_id) AS "sellerName", x.currency::text AS currency,
            x.line_no AS "lineNo", coalesce(x.said, 0)::bigint AS said, coalesce(x.books, 0)::bigint AS books,
            coalesce(x.in_transit_minor, 0)::bigint AS "inTransit", coalesce(sent.after, 0)::bigint AS arrived,
            x.paid_minor AS paid, coalesce(sent.before, 0)::bigint AS transferred
       FROM (SELECT seller_id, currency, said.line_no, said.minor AS said, booked.minor AS books, said.in_transit_minor, said.paid_minor
               FROM said FULL JOIN booked USING (seller_id, currency)) AS x
       LEFT JOIN sent ON sent.seller_id = x.seller_id AND sent.currency = x.currency
       LEFT JOIN seller p ON p.id = x.seller_id
      WHERE x.line_no IS NOT NULL OR x.books <> 0
      ORDER BY (coalesce(x.said, 0) = coalesce(x.books, 0)), abs(coalesce(x.said, 0) - coalesce(x.books, 0)) DESC, x.seller_id, x.currency`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      sheet.id,
      sheet.cutOverOn,
      entity.stripeAccount,
      OPENING_SOURCE,
      entity.bookTimeZone,
    ],
  )
}

async function heldAt(tx: Sql, on: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.sql<{ currency: string; minor: bigint }>(
    `SELECT a.currency::text AS currency, sum(a.balance_minor - coalesce((
              SELECT sum(l.amount_minor) FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on > $3::date), 0))::bigint AS minor
       FROM ledger_account a
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform'
        AND a.code IN ('stripe_balance', 'stripe_risk_reserved', 'stripe_connect_reserved')
      GROUP BY 1`,
    [tx.scope.entityId, tx.scope.livemode, on],
  )
  return new Map(rows.map(({ currency, minor }) => [currency, minor]))
}

function judged(row: Row): TieLine {
  const { currency, lineNo, said, books, inTransit, arrived, paid, transferred } = row
  const words = (minor: bigint) => formatMoney({ minor, currency })
  const problem =
    lineNo === null
      ? `The sheet does not name it; our books owe ${words(books)}.`
      : inTransit > arrived
        ? `${words(inTransit)} are in transit by the sheet; within a week Stripe shows ${words(arrived)}.`
        : ''
  const more =
    paid === null || paid === transferred ? '' : ` Paid in all: sheet ${words(paid)}, Stripe ${words(transferred)}.`
  const differs = said === books ? '' : `Sheet ${words(said)}, our books ${words(books)}.`
  return { ...row, problem, difference: `${differs}${more}`.trim() }
}

function totalProblem({ currency, stated, said }: TieTotal): string[] {
  const words = (minor: bigint) => formatMoney({ minor, currency })
  if (stated === null) return [`Nobody wrote what the old sheet says in all in ${currency}.`]
  return stated === said
    ? []
    : [`The lines add up to ${words(said)}; the old sheet says ${words(stated)}: ${words(stated - said)} are missing.`]
}

function lineProblems(lines: readonly TieLine[]): string[] {
  const troubled = lines.filter(({ problem }) => problem !== '')
  const [first] = troubled
  if (first === undefined) return []
  const more = troubled.length === 1 ? '' : ` So it is with ${troubled.length - 1} more.`
  return [`${first.sellerName} in ${first.currency}: ${first.problem}${more}`]
}
