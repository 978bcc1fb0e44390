import type { Rows } from '../core/kinds.ts'
import type { Store } from '../core/store.ts'
import type { World } from '../core/world.ts'

export type NewFile = { name: string; type: string; purpose: string; bytes: Uint8Array; title?: string | null }

/** Contents lie beside their rows, so that lists of files stay small. */
export function createContentTable(store: Store): void {
  store.database.exec('CREATE TABLE IF NOT EXISTS file_content (id TEXT PRIMARY KEY, bytes BLOB NOT NULL)')
}

/** Keeps an uploaded or made file. Its contents are read at `/v1/files/<id>/contents` with the same key. */
export function storeFile(world: World, account: string, file: NewFile): Rows['stored_file'] {
  const id = world.ids.next('file')
  world.store.statement('INSERT INTO file_content VALUES (?, ?)').run(id, file.bytes)
  return world.store.insert('stored_file', account, {
    id,
    object: 'file',
    created: world.now(),
    expires_at: null,
    filename: file.name,
    links: null,
    purpose: file.purpose,
    size: file.bytes.length,
    title: file.title ?? null,
    type: file.type,
    url: `${world.origin}/v1/files/${id}/contents`,
  })
}

export function contentsOf(world: World, account: string, id: string): { bytes: Uint8Array; name: string } {
  const { filename } = world.require('stored_file', account, id)
  const found = world.store.statement('SELECT bytes FROM file_content WHERE id = ?').get(id)
  return { bytes: found?.bytes as Uint8Array, name: filename ?? id }
}
