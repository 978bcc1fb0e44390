import type { Sql } from '#lib/platform/db.ts'

/**
 * The engine and the people who decide take turns until the transaction ends: what the engine read as open must not be decided
 * about while it works.
 */
export async function takeTurns(tx: Sql): Promise<void> {
  await tx.sql(`SELECT pg_advisory_xact_lock(hashtext('matching'), hashtext($1))::text`, [tx.scope.entityId])
}
