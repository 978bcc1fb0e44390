import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from '#prisma/generated/client.ts'
import { databaseFault, isRetryable } from './database-fault.ts'
import { env } from './env.ts'

/** Whose rows a transaction may see: the database's policies read it. No scope, no row. */
export type Scope = {
  readonly entityId: string
  readonly livemode: boolean
  /** Person id, or "system". Never empty. */
  readonly actor: string
  readonly role?: 'tieout_app' | 'tieout_seller' | 'tieout_analyst'
  readonly sellerId?: string
}

/** One open transaction, spoken to in SQL. Values are always parameters: `$1`, `$2`. Cast dates to text. */
export type Sql = {
  readonly scope: Scope
  sql<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** Runs a statement and tells how many rows it touched. */
  exec(text: string, values?: readonly unknown[]): Promise<number>
}

/** One open transaction with Prisma's models beside SQL. */
export type Tx = Sql & { readonly prisma: Prisma.TransactionClient }

type Options = { readonly timeoutMs?: number; readonly isolation?: Prisma.TransactionIsolationLevel }

/** Deadlocks and serialization failures are tried this often in all. */
const ATTEMPTS_MAX = 4
const INT8 = 20
const DATE = 1082

const inside = new AsyncLocalStorage<{ readonly scope: Scope }>()

/** The scope of work that no person asked for. */
export const SYSTEM = (entity: { readonly id: string; readonly livemode: boolean }): Scope => ({
  entityId: entity.id,
  livemode: entity.livemode,
  actor: 'system',
})

type Connections = { readonly pool: pg.Pool; readonly prisma: PrismaClient }
const shared = globalThis as typeof globalThis & { tieoutConnections?: Connections | undefined }

function connections(): Connections {
  shared.tieoutConnections ??= connect()
  return shared.tieoutConnections
}

function connect(): Connections {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_APP_URL,
    max: env.TIEOUT_DATABASE_POOL,
    // Statements sent without waiting for the answer to the one before travel together.
    pipeline: true,
    application_name: 'tieout',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => {
        if (oid === INT8) return BigInt
        if (oid === DATE) return (text: string) => text
        return pg.types.getTypeParser(oid, format as 'text')
      },
    } as pg.CustomTypesConfig,
  })
  // A connection that dies while idle is replaced on next use; without a listener it would end the process.
  pool.on('error', () => {})
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) }
}

/** Closes every connection: at the end of a process or of a test file. */
export async function closeDatabase(): Promise<void> {
  const open = shared.tieoutConnections
  shared.tieoutConnections = undefined
  if (open === undefined) return
  await open.prisma.$disconnect()
  if (!open.pool.ended) await open.pool.end()
}

/**
 * Runs the work in one transaction under the scope's role and rows; commits when it returns, rolls back when it throws.
 * Deadlocks and serialization failures are tried again, so the work must not act outside the database.
 */
export function inTransaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options: Options = {}): Promise<T> {
  return prismaTransaction(scope, work, options)
}

/** As `inTransaction`, and the database refuses every write. */
export function read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return prismaTransaction(
    scope,
    async (tx) => {
      await tx.exec('SET TRANSACTION READ ONLY')
      return work(tx)
    },
    {},
  )
}

async function prismaTransaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options: Options): Promise<T> {
  refuseNesting()
  return retrying(() =>
    connections().prisma.$transaction(
      async (prisma: Prisma.TransactionClient) => {
        const tx: Tx = {
          scope,
          prisma,
          sql: (text, values = []) => prisma.$queryRawUnsafe(text, ...values),
          exec: (text, values = []) => prisma.$executeRawUnsafe(text, ...values),
        }
        const { text, values } = enterScope(scope)
        await prisma.$queryRawUnsafe(text, ...values)
        return inside.run({ scope }, () => work(tx))
      },
      {
        timeout: options.timeoutMs ?? 15_000,
        maxWait: 15_000,
        ...(options.isolation === undefined ? {} : { isolationLevel: options.isolation }),
      },
    ),
  )
}

/** One statement with its values. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] }

/** As `inTransaction` without Prisma: for hot and bulk paths, where every round trip counts. */
export function inRawTransaction<T>(scope: Scope, work: (tx: Sql) => Promise<T>): Promise<T> {
  return rawTransaction(scope, async (tx, client) => {
    const result = await work(tx)
    await client.query('COMMIT')
    return result
  })
}

/**
 * As `inRawTransaction`, for work whose last statement is returned instead of run: it travels with the commit, so the rows
 * it locks are held for no round trip more. Returns that statement's rows, committed; null stands for no last statement.
 */
export function inRawTransactionEndingWith<R>(
  scope: Scope,
  work: (tx: Sql) => Promise<Statement | null>,
): Promise<R[]> {
  return rawTransaction(scope, async (tx, client) => {
    const { text, values } = (await work(tx)) ?? { text: '', values: [] }
    // After a statement that failed, the commit behind it is a rollback.
    const [last, commit] = await Promise.allSettled([client.query(text, values as unknown[]), client.query('COMMIT')])
    if (last.status === 'rejected') throw last.reason
    if (commit.status === 'rejected') throw commit.reason
    return last.value.rows as R[]
  })
}

async function rawTransaction<T>(scope: Scope, run: (tx: Sql, client: pg.PoolClient) => Promise<T>): Promise<T> {
  refuseNesting()
  const scopeSql = scopeStatement(scope)
  return retrying(async () => {
    const client = await connections().pool.connect()
    let broken = false
    // Not waited for: what follows waits for it in the database, and is refused there if it failed.
    const begun = client.query(`BEGIN; ${scopeSql}`)
    begun.catch(() => {})
    try {
      const tx: Sql = {
        scope,
        sql: async <R>(text: string, values: readonly unknown[] = []) =>
          (await client.query(text, values as unknown[])).rows as R[],
        exec: async (text, values = []) => (await client.query(text, values as unknown[])).rowCount ?? 0,
      }
      const done = await inside.run({ scope }, () => run(tx, client))
      await begun
      return done
    } catch (error) {
      const first: unknown = await begun.then(
        () => error,
        (reason) => reason,
      )
      await client.query('ROLLBACK').catch(() => {
        broken = true
      })
      throw first
    } finally {
      client.release(broken)
    }
  })
}

/** Runs one statement of the job queue under the application's role. */
export async function runQueueSql(text: string, values: readonly unknown[] = []): Promise<{ rows: unknown[] }> {
  const client = await connections().pool.connect()
  let broken = false
  try {
    await client.query('BEGIN; SET LOCAL ROLE tieout_app')
    const result = await client.query(text, values as unknown[])
    await client.query('COMMIT')
    const rows = Array.isArray(result) ? (result as pg.QueryResult[]).flatMap((part) => part.rows) : result.rows
    return { rows }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Throws when called inside a transaction: a network call there would hold locks for as long as the network likes. */
export function assertNoTransaction(what: string): void {
  if (inside.getStore() !== undefined) throw new Error(`${what} was called inside a database transaction`)
}

function refuseNesting(): void {
  if (inside.getStore() !== undefined) throw new Error('a transaction was opened inside another: pass tx down')
}

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tries < ATTEMPTS_MAX && isRetryable(error)) continue
      throw databaseFault(error)
    }
  }
}

function enterScope(scope: Scope): { text: string; values: string[] } {
  return {
    text: `SELECT set_config('role', $1, true), set_config('tieout.entity_id', $2, true),
             set_config('tieout.livemode', $3, true), set_config('tieout.actor', $4, true), set_config('tieout.seller_id', $5, true)`,
    values: scopeValues(scope),
  }
}

function scopeStatement(scope: Scope): string {
  const literals = scopeValues(scope).map((value) => pg.escapeLiteral(value))
  return `SELECT set_config('role', ${literals[0]}, true), set_config('tieout.entity_id', ${literals[1]}, true),
    set_config('tieout.livemode', ${literals[2]}, true), set_config('tieout.actor', ${literals[3]}, true),
    set_config('tieout.seller_id', ${literals[4]}, true)`
}

function scopeValues(scope: Scope): string[] {
  if (scope.actor === '') throw new Error('a transaction needs an actor')
  return [scope.role ?? 'tieout_app', scope.entityId, scope.livemode ? 'on' : 'off', scope.actor, scope.sellerId ?? '']
}
