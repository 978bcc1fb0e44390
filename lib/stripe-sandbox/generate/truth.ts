import type { Store } from '../core/store.ts'
import type { Json } from '../core/wire.ts'
import type { World } from '../core/world.ts'

/** One planted oddity: what kind it is, which objects show it, on whose account, and how much money is at stake. */
type Planted = {
  /** A story is for people to look at; a discrepancy is for reconciliation to find; a tendency is what a seller is inclined to. */
  kind: 'story' | 'discrepancy' | 'tendency'
  class: string
  note: string
  account: string
  ids: Record<string, string>
  amount: number | null
  currency: string | null
  /** Unix seconds: from when until when. */
  from?: number
  until?: number
}

export function createTruthTables(store: Store): void {
  store.database.exec(`CREATE TABLE IF NOT EXISTS truth (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL)`)
}

export function plant(world: World, planted: Planted): void {
  world.store.statement('INSERT INTO truth (body) VALUES (?)').run(JSON.stringify(planted))
}

export function plantDiscrepancy(world: World, planted: Omit<Planted, 'kind'>): void {
  plant(world, { kind: 'discrepancy', ...planted })
}

/** The answer key, in the order in which things were planted. */
export function listPlanted(world: World): Planted[] {
  const found = world.store.statement('SELECT body FROM truth ORDER BY seq').all()
  return found.map((row) => JSON.parse(String(row.body)) as Planted)
}

export function writeFile(world: World, name: string, type: string, body: string): void {
  world.store.statement('INSERT OR REPLACE INTO file VALUES (?, ?, ?)').run(name, type, body)
}

export function listFiles(world: World): Json {
  const found = world.store
    .statement('SELECT name, type, length(CAST(body AS BLOB)) AS bytes FROM file ORDER BY name')
    .all()
  return found.map(({ name, type, bytes }) => ({
    name: String(name),
    type: String(type),
    bytes: Number(bytes),
    url: `/_sandbox/files/${name}`,
  }))
}

export function readFile(world: World, name: string): { type: string; body: string } | undefined {
  const found = world.store.statement('SELECT type, body FROM file WHERE name = ?').get(name)
  return found && { type: String(found.type), body: String(found.body) }
}
