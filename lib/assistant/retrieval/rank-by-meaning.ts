import { inRawTransaction, type Scope, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { embeddingModel } from './embedding-model.ts'
import { cosine, openedVectors } from './opened-vectors.ts'
import { privateNames } from './private-names.ts'

/** A question waits no longer than this for the model. */
const PATIENCE_MS = 3_000
/** Vectors that are opened and compared for one question: of documents and of tickets, the newest. */
const DOCUMENTS_MAX = 2_000
const TICKETS_MAX = 1_000
const KEPT = 60
/** Less than this says nothing. */
const LEAST = 0.2
/** Of reciprocal rank fusion: how little the difference between the first places counts. */
const FUSION = 60

export type AskedVector = { readonly model: string; readonly vector: readonly number[] }

/** What a question means to the model; null without one, and why not when it could not be asked. Never inside a transaction. */
export async function vectorOf(
  scope: Scope,
  words: string,
): Promise<{ asked: AskedVector | null; note: string | null }> {
  const model = embeddingModel()
  if (model === null || words.trim() === '') return { asked: null, note: null }
  try {
    const hide = await privateNames(scope)
    if (hide === null) return { asked: null, note: 'Passages were compared by their words alone: too many names.' }
    const [vector = []] = await model.embed([hide(words)], AbortSignal.timeout(PATIENCE_MS))
    return { asked: { model: model.id, vector }, note: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { asked: null, note: `Passages were compared by their words alone. ${error.message}` }
  }
}

/** Passages somebody may see whose vectors may be compared. Runs in the asker's own transaction: row security decides. */
export const comparable = async (tx: Sql, kinds: readonly string[]): Promise<bigint[]> => {
  const rows = await tx.sql<{ id: bigint }>(
    `(SELECT id FROM passage WHERE kind = ANY($1::text[]) AND kind <> 'ticket' ORDER BY id DESC LIMIT ${DOCUMENTS_MAX})
     UNION ALL (SELECT id FROM passage WHERE kind = ANY($1::text[]) AND kind = 'ticket' ORDER BY id DESC LIMIT ${TICKETS_MAX})`,
    [kinds],
  )
  return rows.map(({ id }) => id)
}

/** Of these passages those nearest in meaning, nearest first. Vectors are opened in this process; the database never sees them. */
export async function rankByMeaning(
  { entityId, livemode }: Scope,
  { model, vector }: AskedVector,
  ids: readonly bigint[],
): Promise<bigint[]> {
  const scope = SYSTEM({ id: entityId, livemode })
  const known = await inRawTransaction(scope, (tx) => openedVectors(tx, model, ids))
  const near = [...known].map(([id, own]) => ({ id, alike: cosine(vector, own) })).filter(({ alike }) => alike >= LEAST)
  near.sort((left, right) => right.alike - left.alike || (left.id < right.id ? -1 : 1))
  return near.slice(0, KEPT).map(({ id }) => id)
}

/** Two rankings as one: a passage counts by its places in both. */
export function fused(byWords: readonly bigint[], byMeaning: readonly bigint[]): bigint[] {
  const scores = new Map<bigint, number>()
  for (const ranking of [byWords, byMeaning])
    for (const [place, id] of ranking.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (FUSION + place + 1))
  return [...scores].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1)).map(([id]) => id)
}
