import type { Sql } from '#lib/platform/db.ts'
import { vectorRow } from './embed-passages.ts'
import { openVector } from './seal-vector.ts'

/** How many opened vectors a process keeps in memory, the last used ones: as many as two questions compare. */
const KEPT_MAX = 6_000

const kept = new Map<string, Float32Array | null>()

type Known = { readonly id: bigint; readonly hash: string }

/**
 * The vectors of these passages under a model, for those that still say what was asked about: opened once, then kept in memory.
 * Row security is not asked here: name only passages that somebody may see.
 */
export async function openedVectors(
  tx: Sql,
  model: string,
  ids: readonly bigint[],
): Promise<Map<bigint, Float32Array>> {
  const known = await tx.sql<Known>(
    `SELECT v.passage_id AS id, v.hash FROM passage_vector v JOIN passage p ON p.id = v.passage_id AND p.hash = v.hash
      WHERE v.passage_id = ANY($1::bigint[]) AND v.model = $2`,
    [ids, model],
  )
  const nameOf = ({ id, hash }: Known) => `${vectorRow(tx.scope, id, model)}/${hash}`
  const missing = known.filter((one) => !kept.has(nameOf(one)))
  for (const row of await sealedOf(tx, model, missing))
    kept.set(nameOf(row), openVector(row.sealed, vectorRow(tx.scope, row.id, model)))
  const opened = known.flatMap((one): [bigint, Float32Array][] => {
    const name = nameOf(one)
    const vector = kept.get(name)
    if (vector === undefined || vector === null) return []
    kept.delete(name)
    kept.set(name, vector)
    return [[one.id, vector]]
  })
  for (const name of kept.keys()) {
    if (kept.size <= KEPT_MAX) break
    kept.delete(name)
  }
  return new Map(opened)
}

async function sealedOf(tx: Sql, model: string, missing: readonly Known[]) {
  if (missing.length === 0) return []
  return tx.sql<Known & { readonly sealed: Uint8Array }>(
    'SELECT passage_id AS id, hash, sealed FROM passage_vector WHERE passage_id = ANY($1::bigint[]) AND model = $2',
    [missing.map(({ id }) => id), model],
  )
}

/** The cosine of two vectors of length 1; nothing alike when they are of different models. */
export function cosine(left: readonly number[], right: Float32Array): number {
  if (left.length !== right.length) return 0
  let sum = 0
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0)
  return sum
}
