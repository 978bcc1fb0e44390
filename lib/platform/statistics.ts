import { inRawTransaction, type Scope, type Sql } from './db.ts'

/** Fewer new rows never lead the planner astray. */
const MANY = 1_000

/** Tells the database's planner how much the tables hold now: once after a bulk load; autovacuum does it afterwards. */
export async function refreshStatistics(scope: Scope): Promise<void> {
  await inRawTransaction(scope, (tx) => tx.sql('SELECT refresh_statistics()::text AS done'))
}

/** The same of one table that was just filled. */
export async function refreshStatisticsOf(tx: Sql, table: string): Promise<void> {
  await tx.sql('SELECT refresh_statistics_of($1)::text AS done', [table])
}

/**
 * To be called by whoever wrote `written` rows into a table, before anything is planned that reads them: refreshes its
 * statistics when that made the table grow by more than a tenth of what the planner believes it holds, and not for a few rows.
 * The lock of an ANALYZE is kept until the transaction ends: only those who fill the table wait for it.
 */
export async function refreshAfterFilling(tx: Sql, table: string, written: number): Promise<void> {
  if (written < MANY) return
  await tx.sql(
    `SELECT refresh_statistics_of($1)::text AS done FROM pg_class
      WHERE oid = format('public.%I', $1::text)::regclass AND reltuples < $2 * 10`,
    [table, written],
  )
}
