import type { Sql } from '#lib/platform/db.ts'

const PEOPLE_MAX = 2_000

/** Everybody's name by id, for lists that keep ids alone. */
export async function personNames(tx: Sql): Promise<Readonly<Record<string, string>>> {
  const rows = await tx.sql<{ id: string; name: string }>(`SELECT id, name FROM person ORDER BY id LIMIT ${PEOPLE_MAX}`)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
