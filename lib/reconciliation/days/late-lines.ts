import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { WatchedAccount } from './day-model.ts'

/** A line that was posted to a day after somebody had signed it. */
export type LateLine = {
  readonly entryId: string
  readonly description: string
  readonly rule: string
  /** ISO instant it was posted at. */
  readonly recordedAt: string
  readonly amount: WireMoney
}

const LINES_MAX = 50

type Row = Omit<LateLine, 'amount' | 'recordedAt'> & { recordedAt: Date; minor: bigint; currency: string }

/**
 * Lines on the Stripe accounts of the ledger that were posted to a signed day later, newest first, at most fifty: those behind the
 * last line an account had on that day then, and those of accounts that came later. Lines never change and never go.
 */
export async function lateLines(
  tx: Sql,
  day: string,
  accountIds: readonly bigint[],
  watched: readonly WatchedAccount[],
): Promise<LateLine[]> {
  const rows = await tx.sql<Row>(
    `SELECT l.entry_id::text AS "entryId", e.description, split_part(e.rule, '@', 1) AS rule, e.recorded_at AS "recordedAt",
            l.amount_minor AS minor, l.currency::text AS currency
       FROM unnest($1::text[]) a (id)
       LEFT JOIN unnest($3::text[], $4::text[]) w (id, last_no) ON w.id = a.id
       JOIN journal_line l ON l.account_id = a.id::bigint AND l.accounting_on = $2::text::date
        AND l.account_line_no > coalesce(w.last_no::bigint, 0)
       JOIN journal_entry e ON e.id = l.entry_id
      ORDER BY l.entry_id DESC, l.line_no LIMIT ${LINES_MAX}`,
    [
      accountIds.map((id) => id.toString()),
      day,
      watched.map(({ accountId }) => accountId),
      watched.map(({ lastNo }) => lastNo),
    ],
  )
  return rows.map(({ recordedAt, minor, currency, ...row }) => ({
    ...row,
    recordedAt: recordedAt.toISOString(),
    amount: { minor: minor.toString(), currency },
  }))
}

/** How many lines each day has on these accounts now, from an index alone. Days without lines are missing. */
export async function linesPerDay(
  tx: Sql,
  accountIds: readonly bigint[],
  from: string,
  to: string,
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.sql<{ day: string; count: bigint }>(
    `SELECT l.accounting_on::text AS day, count(*) AS count FROM journal_line l
      WHERE l.account_id = ANY ($1::text[]::bigint[]) AND l.accounting_on BETWEEN $2::text::date AND $3::text::date GROUP BY 1`,
    [accountIds.map((id) => id.toString()), from, to],
  )
  return new Map(rows.map(({ day, count }) => [day, count]))
}
