import pg from 'pg'
import { testDatabase } from './database.ts'

type Values = Readonly<Record<string, unknown>>

/** What a column holds when a test does not say: nothing, of its type. */
const NOTHING: Readonly<Record<string, unknown>> = {
  text: '',
  'character varying': '',
  character: 'USD',
  bigint: '0',
  integer: 0,
  numeric: '0',
  'double precision': 0,
  boolean: false,
  jsonb: '{}',
  ARRAY: '{}',
  bytea: Buffer.alloc(0),
  date: '2026-11-01',
  'timestamp with time zone': '2026-11-01T00:00:00Z',
}

export type Rows = {
  /** Writes a row past row security; columns the test does not name hold nothing. */
  insert(table: string, values: Values): Promise<void>
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/** A superuser's hands on the test database: for facts that tests start from, and for attacks. */
export async function openRows(): Promise<Rows> {
  const client = new pg.Client({ connectionString: testDatabase().superUrl })
  await client.connect()
  const columns = new Map<string, Map<string, unknown>>()
  const blanksOf = async (table: string) => {
    const known = columns.get(table)
    if (known !== undefined) return known
    const { rows } = await client.query<{ column_name: string; data_type: string }>(
      `SELECT column_name, data_type FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND column_default IS NULL`,
      [table],
    )
    const blanks = new Map(rows.map((row) => [row.column_name, NOTHING[row.data_type]]))
    columns.set(table, blanks)
    return blanks
  }
  return {
    insert: async (table, values) => {
      const row = { ...Object.fromEntries(await blanksOf(table)), ...values }
      const names = Object.keys(row).map((name) => client.escapeIdentifier(name))
      const places = names.map((_, index) => `$${index + 1}`)
      await client.query(
        `INSERT INTO ${client.escapeIdentifier(table)} (${names.join(', ')}) VALUES (${places.join(', ')})`,
        Object.values(row),
      )
    },
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row & pg.QueryResultRow>(text, [...values])).rows,
    close: () => client.end(),
  }
}
