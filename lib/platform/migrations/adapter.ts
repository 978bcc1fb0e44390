import { PrismaPg } from '@prisma/adapter-pg'
import {
  type ColumnType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type RawResult = { fields?: { dataTypeID: number }[] }

/** PostgreSQL's one-byte catalog type, which the adapter has no mapping for; and the type we report instead. */
const CATALOG_CHAR = 18
const BLANK_PADDED_CHAR = 1042

type MigrationAdapter = SqlMigrationAwareDriverAdapterFactory & { dispose(): Promise<void> }

/**
 * A driver adapter that the schema engine can migrate with.
 *
 * It mends four faults of the stock adapter: the shadow database is opened by name (a connection string
 * would win and make it the real one), closed before it is dropped, catalog "char" columns are readable,
 * and scripts go to the server whole instead of being cut at every semicolon.
 */
export function migrationAdapter(databaseUrl: string): MigrationAdapter {
  const url = new URL(databaseUrl)
  const connection = {
    host: url.hostname,
    port: Number(url.port || '5432'),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    max: 2,
    ...(url.searchParams.get('sslmode') === null || url.searchParams.get('sslmode') === 'disable'
      ? {}
      : { ssl: { rejectUnauthorized: url.searchParams.get('sslmode') === 'verify-full' } }),
  }
  const database = decodeURIComponent(url.pathname.slice(1))
  const open = async (name: string) => mended(await new PrismaPg({ ...connection, database: name }).connect())
  const opened: SqlDriverAdapter[] = []

  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => {
      const adapter = await open(database)
      opened.push(adapter)
      return adapter
    },
    connectToShadowDb: async () => {
      const name = `shadow_${crypto.randomUUID().replaceAll('-', '')}`
      const keeper = new pg.Client({ ...connection, database })
      await keeper.connect()
      await keeper.query(`CREATE DATABASE "${name}"`)
      const shadow = await open(name)
      return {
        ...delegate(shadow),
        dispose: async () => {
          await shadow.dispose()
          await keeper.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
          await keeper.end()
        },
      }
    },
    dispose: async () => {
      for (const adapter of opened) await adapter.dispose()
    },
  }
}

const delegate = (adapter: SqlDriverAdapter): SqlDriverAdapter => ({
  provider: adapter.provider,
  adapterName: adapter.adapterName,
  queryRaw: (query) => adapter.queryRaw(query),
  executeRaw: (query) => adapter.executeRaw(query),
  executeScript: (script) => adapter.executeScript(script),
  startTransaction: (isolation) => adapter.startTransaction(isolation),
  getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false },
  dispose: () => adapter.dispose(),
})

function mended(adapter: Adapter): SqlDriverAdapter {
  let charColumns = new Set<number>()
  const performIO: (query: SqlQuery) => Promise<RawResult> = Reflect.get(adapter, 'performIO').bind(adapter)
  const reportError: (error: unknown) => never = Reflect.get(adapter, 'onError').bind(adapter)
  Reflect.set(adapter, 'performIO', async (query: SqlQuery) => {
    const result = await performIO(query)
    charColumns = new Set()
    result.fields?.forEach((field, index) => {
      if (field.dataTypeID !== CATALOG_CHAR) return
      charColumns.add(index)
      field.dataTypeID = BLANK_PADDED_CHAR
    })
    return result
  })

  return {
    ...delegate(adapter),
    queryRaw: async (query) => {
      const result = await adapter.queryRaw(query)
      const asCharacter = (type: ColumnType, index: number) =>
        charColumns.has(index) ? ColumnTypeEnum.Character : type
      return { ...result, columnTypes: result.columnTypes.map(asCharacter) }
    },
    executeScript: async (script) => {
      await adapter.underlyingDriver().query(script).catch(reportError)
    },
  }
}
