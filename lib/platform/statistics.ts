import { inRawTransaction, type Scope } from './db.ts'

/** Tells the database's planner how much the tables hold now: once after a bulk load; autovacuum does it afterwards. */
export async function refreshStatistics(scope: Scope): Promise<void> {
  await inRawTransaction(scope, (tx) => tx.sql('SELECT refresh_statistics()::text AS done'))
}
