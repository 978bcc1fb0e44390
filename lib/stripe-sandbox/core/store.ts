import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { KINDS, type Kind, type Rows } from './kinds.ts'
import { Meta } from './meta.ts'

export type Range = { gt?: number; gte?: number; lt?: number; lte?: number }
export type Where = { created?: Range; [field: string]: string | number | readonly string[] | Range | undefined }
/** `condition` is trusted SQL for what no stored field can say. */
export type Page = { limit: number; after?: string; before?: string; oldestFirst?: boolean; condition?: string }
type Slice<K extends Kind> = { rows: Rows[K][]; hasMore: boolean }

/** Pages held in memory: enough to answer quickly, and more while years are written, so that little is read back. */
const CACHE_KIB = 128 * 1024
const WRITING_CACHE_KIB = 256 * 1024

/** The sandbox's rows, one table per kind, in node:sqlite so that they live outside the heap. */
export class Store {
  readonly database: DatabaseSync
  readonly meta: Meta
  private readonly statements = new Map<string, StatementSync>()

  constructor(dataDir: string | undefined) {
    if (dataDir) mkdirSync(dataDir, { recursive: true })
    this.database = new DatabaseSync(dataDir ? join(dataDir, 'stripe-sandbox.sqlite') : ':memory:')
    this.database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${CACHE_KIB}`,
    )
    this.meta = new Meta(this.database)
    for (const kind of Object.keys(KINDS) as Kind[]) openTable(this.database, kind)
  }

  statement(sql: string): StatementSync {
    const known = this.statements.get(sql)
    if (known) return known
    const made = this.database.prepare(sql)
    this.statements.set(sql, made)
    return made
  }

  insert<K extends Kind>(kind: K, account: string, row: Rows[K]): Rows[K] {
    this.statement(`INSERT INTO ${kind} (account, id, created, body) VALUES (?, ?, ?, ?)`).run(
      account,
      row.id,
      row.created ?? 0,
      JSON.stringify(row),
    )
    return row
  }

  /** Writes the changed fields of a stored row and returns the new row. */
  update<K extends Kind>(kind: K, row: Rows[K], changes: Partial<Rows[K]>): Rows[K] {
    const next = { ...row, ...changes }
    this.statement(`UPDATE ${kind} SET body = ? WHERE id = ?`).run(JSON.stringify(next), next.id)
    return next
  }

  remove(kind: Kind, id: string): void {
    this.statement(`DELETE FROM ${kind} WHERE id = ?`).run(id)
  }

  find<K extends Kind>(kind: K, account: string, id: string): Rows[K] | undefined {
    const found = this.statement(`SELECT body FROM ${kind} WHERE id = ? AND account = ?`).get(id, account)
    return found && (JSON.parse(String(found.body)) as Rows[K])
  }

  /** Which account holds the object; used only where Stripe itself looks across accounts. */
  findAnywhere<K extends Kind>(kind: K, id: string): { account: string; row: Rows[K] } | undefined {
    const found = this.statement(`SELECT account, body FROM ${kind} WHERE id = ?`).get(id)
    return found && { account: String(found.account), row: JSON.parse(String(found.body)) as Rows[K] }
  }

  /** A page, newest first. The cursor is a position (created, sequence), so inserts never shift what follows it. */
  list<K extends Kind>(kind: K, account: string, where: Where, page: Page): Slice<K> {
    const backwards = page.before !== undefined
    const descending = backwards === Boolean(page.oldestFirst)
    const clauses = ['account = ?']
    const values: SQLInputValue[] = [account]
    addFilters(clauses, values, where)
    if (page.condition) clauses.push(page.condition)
    const cursor = page.after ?? page.before
    if (cursor !== undefined) {
      const sign = descending ? '<' : '>'
      clauses.push(`(created, seq) ${sign} (SELECT created, seq FROM ${kind} WHERE id = ?)`)
      values.push(cursor)
    }
    const direction = descending ? 'DESC' : 'ASC'
    const sql = `SELECT body FROM ${kind} WHERE ${clauses.join(' AND ')} ORDER BY created ${direction}, seq ${direction} LIMIT ?`
    const found = this.statement(sql).all(...values, page.limit + 1)
    const rows = found.slice(0, page.limit).map((row) => JSON.parse(String(row.body)) as Rows[K])
    return { rows: backwards ? rows.reverse() : rows, hasMore: found.length > page.limit }
  }

  /** Every row that matches, oldest first; for the sandbox's own use on narrow filters. */
  all<K extends Kind>(kind: K, account: string, where: Where = {}): Rows[K][] {
    return this.list(kind, account, where, { limit: 1_000_000, oldestFirst: true }).rows
  }

  transaction<T>(act: () => T): T {
    if (this.database.isTransaction) return act()
    this.database.exec('BEGIN IMMEDIATE')
    try {
      const result = act()
      this.database.exec('COMMIT')
      return result
    } catch (error) {
      this.database.exec('ROLLBACK')
      this.meta.reload()
      throw error
    }
  }

  /** Until `act` is done, nothing waits for the disk: what a crash loses then is made again from nothing. */
  async unsynced(act: () => Promise<void>): Promise<void> {
    this.database.exec(
      `PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20000; PRAGMA cache_size = -${WRITING_CACHE_KIB}`,
    )
    try {
      await act()
    } finally {
      this.database.exec(
        `PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 1000; PRAGMA wal_checkpoint(TRUNCATE);
         PRAGMA cache_size = -${CACHE_KIB}; PRAGMA shrink_memory`,
      )
    }
  }

  close(): void {
    this.statements.clear()
    this.database.close()
  }
}

function addFilters(clauses: string[], values: SQLInputValue[], where: Where): void {
  const signs = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const
  for (const [field, wanted] of Object.entries(where)) {
    if (wanted === undefined) continue
    const column = field === 'created' ? 'created' : `by_${field}`
    if (typeof wanted !== 'object') {
      clauses.push(`${column} = ?`)
      values.push(wanted)
      continue
    }
    if (Array.isArray(wanted)) {
      clauses.push(`${column} IN (${wanted.map(() => '?').join(', ')})`)
      values.push(...wanted)
      continue
    }
    const range = wanted as Range
    for (const name of ['gt', 'gte', 'lt', 'lte'] as const) {
      const bound = range[name]
      if (bound === undefined) continue
      clauses.push(`${column} ${signs[name]} ?`)
      values.push(bound)
    }
  }
}

/** Fields of the stored objects that SQL reads, each a column computed from the body. */
function columnsOf(kind: Kind): readonly (readonly [name: string, definition: string])[] {
  const computed = (name: string, type: string, path: string) =>
    [name, `${name} ${type} GENERATED ALWAYS AS (json_extract(body, '${path}')) VIRTUAL`] as const
  const filters = Object.entries(KINDS[kind].filters).map(([name, path]) => computed(`by_${name}`, '', path))
  if (kind !== 'balance_transaction') return filters
  return [
    ...filters,
    computed('net', 'INTEGER', '$.net'),
    computed('available_on', 'INTEGER', '$.available_on'),
    computed('balance_type', 'TEXT', '$.balance_type'),
  ]
}

/** Makes the kind's table, or gives one that an older sandbox made the columns it lacks. */
function openTable(database: DatabaseSync, kind: Kind): void {
  const columns = columnsOf(kind)
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${kind} (seq INTEGER PRIMARY KEY, account TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
      created INTEGER NOT NULL, body TEXT NOT NULL${columns.map(([, definition]) => `, ${definition}`).join('')})`,
  )
  const known = new Set(
    database
      .prepare(`SELECT name FROM pragma_table_xinfo('${kind}')`)
      .all()
      .map(({ name }) => name),
  )
  for (const [name, definition] of columns) {
    if (!known.has(name)) database.exec(`ALTER TABLE ${kind} ADD COLUMN ${definition}`)
  }
  database.exec(indexesOf(kind))
}

function indexesOf(kind: Kind): string {
  const own = Object.keys(KINDS[kind].filters).map(
    (name) => `CREATE INDEX IF NOT EXISTS ${kind}_by_${name} ON ${kind} (account, by_${name}, created, seq);`,
  )
  if (kind === 'balance_transaction') {
    own.push(
      `DROP INDEX IF EXISTS balance_transaction_sums;
       CREATE INDEX IF NOT EXISTS balance_transaction_funds
         ON balance_transaction (account, balance_type, by_currency, available_on, net);`,
      'CREATE INDEX IF NOT EXISTS balance_transaction_due ON balance_transaction (available_on, account);',
    )
  }
  return `CREATE INDEX IF NOT EXISTS ${kind}_newest ON ${kind} (account, created, seq); ${own.join('\n')}`
}
