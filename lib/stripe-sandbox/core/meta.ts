import type { DatabaseSync } from 'node:sqlite'

/** Named values of the sandbox itself: seed, end, clock, counters. */
export class Meta {
  private readonly database: DatabaseSync
  private readonly cache = new Map<string, string>()

  constructor(database: DatabaseSync) {
    this.database = database
    database.exec('CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)')
    this.reload()
  }

  /** Forgets what a rolled back transaction had set. */
  reload(): void {
    this.cache.clear()
    for (const row of this.database.prepare('SELECT name, value FROM meta').all()) {
      this.cache.set(String(row.name), String(row.value))
    }
  }

  text(name: string): string | undefined {
    return this.cache.get(name)
  }

  number(name: string): number {
    return Number(this.cache.get(name) ?? 0)
  }

  set(name: string, value: string | number): void {
    this.cache.set(name, String(value))
    this.database
      .prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(name, String(value))
  }
}
