import { floorOf, mayWrite, roomOfSchemaFile, SANDBOX } from './floors.ts'
import { type Breach, isTest, isTypeScript, literalsOf, roomOf, type Source, withoutComments } from './sources.ts'

type Owners = { readonly tables: ReadonlyMap<string, string>; readonly models: ReadonlyMap<string, string> }

type Use = {
  readonly path: string
  readonly room: string
  readonly table: string
  readonly owner: string
  readonly isWrite: boolean
}

const STATEMENT = /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b/
const TABLE = /\b(INSERT INTO|DELETE FROM|UPDATE|FROM|JOIN)\s+(?:ONLY\s+)?"?([a-z_][a-z0-9_]*)"?/g
const MODEL = /\bprisma\.(\w+)\.(\w+)\(/g
const MODEL_WRITES = /^(create|update|upsert|delete)/

/** Whose each table is: the schema has one file per noun. */
export function ownersOf(schema: readonly Source[]): Owners {
  const tables = new Map<string, string>()
  const models = new Map<string, string>()
  for (const { path, text } of schema) {
    const room = roomOfSchemaFile(path.slice(path.lastIndexOf('/') + 1, -'.prisma'.length))
    for (const [, model = '', body = ''] of text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)) {
      models.set(model.charAt(0).toLowerCase() + model.slice(1), room)
      tables.set(/@@map\("(\w+)"\)/.exec(body)?.[1] ?? model, room)
    }
  }
  return { tables, models }
}

/** Every use of a table in lib, in SQL and through the client. */
export function tableUses(sources: readonly Source[], { tables, models }: Owners): Use[] {
  return sources.flatMap(({ path, text }) => {
    const room = roomOf(path)
    if (room === undefined || room === SANDBOX || isTest(path) || !isTypeScript(path)) return []
    const statements = literalsOf(text).filter((literal) => STATEMENT.test(literal))
    const inSql = statements.flatMap((statement) =>
      [...statement.matchAll(TABLE)].flatMap(([, verb = '', table = '']) => {
        const owner = tables.get(table)
        return owner === undefined ? [] : [{ path, room, table, owner, isWrite: !/^(FROM|JOIN)$/.test(verb) }]
      }),
    )
    const inModels = [...withoutComments(text).matchAll(MODEL)].flatMap(([, model = '', method = '']) => {
      const owner = models.get(model)
      return owner === undefined ? [] : [{ path, room, table: model, owner, isWrite: MODEL_WRITES.test(method) }]
    })
    return [...inSql, ...inModels]
  })
}

/** A room writes its own tables and reads those of lower floors. */
export function tableBreaches(uses: readonly Use[]): Breach[] {
  const breaches = uses.flatMap(({ path, room, table, owner, isWrite }) => {
    if (owner === room) return []
    if (isWrite && mayWrite(room, owner)) return []
    if (isWrite) return [`${path} writes ${table}, which is ${owner}'s: ask that room`]
    return floorOf(owner) < floorOf(room) ? [] : [`${path} reads ${table}, which is ${owner}'s, not on a lower floor`]
  })
  return [...new Set(breaches)]
}
