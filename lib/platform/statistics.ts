import { inRawTransaction, type Scope, type Sql } from './db.ts'

/** Tells the database's planner how much the tables hold now: once after a bulk load; autovacuum does it afterwards. */
export async function refreshStatistics(scope: Scope): Promise<void> {
  await inRawTransaction(scope, (tx) => tx.sql('SELECT refresh_statistics()::text AS done'))
}

/** The same of one table that was just filled. */
export async function refreshStatisticsOf(tx: Sql, table: string): Promise<void> {
  await tx.sql('SELECT refresh_statistics_of($1)::text AS done', [table])
}
