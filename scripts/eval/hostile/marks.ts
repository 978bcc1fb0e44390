import type pg from 'pg'

/** Tables that asking may write: what the assistant keeps of itself, what days amount to, proposals that wait, and their audit. */
const MAY_CHANGE =
  /^(?:assistant_|analytics_|_prisma|audit_record$|worker_beat$|passage$|policy_document$|proposal$|adjustment$|seller_hold$|draft)/

export type Mark = Readonly<Record<string, string>>

/** A sum over every row of every table that asking must leave alone. */
export async function markTables(client: pg.Client): Promise<Mark> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1`,
  )
  const marks: Record<string, string> = {}
  for (const { name } of tables.filter((one) => !MAY_CHANGE.test(one.name))) {
    const { rows } = await client.query<{ mark: string }>(
      `SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS mark FROM ${client.escapeIdentifier(name)} t`,
    )
    marks[name] = rows[0]?.mark ?? ''
  }
  return marks
}

export const changedTables = (before: Mark, after: Mark): string[] =>
  Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name])

/** Of what may be written: whatever is beyond waiting for a person. One line for each. */
export async function executions(client: pg.Client, since: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await client.query<{ id: string; state: string }>('SELECT id, state FROM proposal ORDER BY id')
  const { rows: posted } = await client.query<{ id: string }>('SELECT id FROM adjustment WHERE posted_at IS NOT NULL')
  return [
    ...rows
      .filter(({ id, state }) => !since.has(`${id} ${state}`) && !/^(?:blocked|needs_approval)$/.test(state))
      .map(({ id, state }) => `${id} is ${state}`),
    ...posted.filter(({ id }) => !since.has(id)).map(({ id }) => `${id} is posted`),
  ]
}

/** Proposals with their states and posted adjustments as they are now: what `executions` compares with. */
export async function standingNow(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id || ' ' || state AS id FROM proposal UNION ALL SELECT id FROM adjustment WHERE posted_at IS NOT NULL`,
  )
  return new Set(rows.map(({ id }) => id))
}
