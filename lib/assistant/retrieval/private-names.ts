import { clock } from '#lib/platform/clock.ts'
import { read, type Scope, SYSTEM } from '#lib/platform/db.ts'
import { type Pseudonymiser, pseudonymiser } from './pseudonymise.ts'

const NAMES_MAX = 200_000
const KEPT_MS = 60_000

const kept = new Map<string, { readonly at: number; readonly hide: Pseudonymiser | null }>()

/**
 * What texts lose before they leave: every name of a seller, buyer and person that these books know. Null when there are more names than
 * can be looked for: then nothing may leave. Read at most once a minute.
 */
export async function privateNames({ entityId, livemode }: Scope): Promise<Pseudonymiser | null> {
  const key = `${entityId}:${livemode}`
  const known = kept.get(key)
  const now = clock.wall().getTime()
  if (known !== undefined && now - known.at < KEPT_MS) return known.hide
  const rows = await read(SYSTEM({ id: entityId, livemode }), (tx) =>
    tx.sql<{ kind: string; name: string }>(
      `SELECT kind, name FROM (
         SELECT 'name' AS kind, name FROM seller WHERE entity_id = $1 AND livemode = $2
         UNION SELECT 'person', name FROM customer WHERE entity_id = $1 AND livemode = $2
         UNION SELECT 'person', name FROM person
         UNION SELECT 'name', name FROM entity WHERE id = $1) n WHERE name <> '' LIMIT ${NAMES_MAX + 1}`,
      [entityId, livemode],
    ),
  )
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ name }) => name)
  const hide = rows.length > NAMES_MAX ? null : pseudonymiser({ names: of('name'), people: of('person') })
  kept.set(key, { at: now, hide })
  return hide
}
