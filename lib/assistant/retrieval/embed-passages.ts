import { inTransaction, read, type Scope, type Sql } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import type { EmbeddingModel } from './embedding-model.ts'
import { privateNames } from './private-names.ts'
import { sealVector } from './seal-vector.ts'

const BATCH = 64
/** Of one job; the next one goes on. */
const BATCHES_MAX = 40

type Waiting = { readonly id: bigint; readonly hash: string; readonly text: string }
type Embedding = { readonly scope: Scope; readonly model: EmbeddingModel; readonly at: Date }

/**
 * Asks the model about passages it was not asked about yet, some at a time, until none is left, somebody stops it, or a job's share is
 * done. What was answered is kept whatever happens next. Returns whether more is left to do.
 */
export async function embedPassages({ scope, model, at }: Embedding): Promise<boolean> {
  const progress = await inTransaction(scope, (tx) => begin(tx, model.id, at))
  if (progress === null) return false
  let after = 0n
  try {
    const hide = await privateNames(scope)
    if (hide === null) throw tooManyNames()
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      const waiting = await read(scope, (tx) => nextWaiting(tx, model.id, after))
      const last = waiting.at(-1)
      if (last === undefined) return await finish(scope, at)
      const vectors = await model.embed(waiting.map(({ text }) => hide(text)))
      const goesOn = await inTransaction(scope, async (tx) => {
        await keep(tx, { model, at, waiting, vectors })
        return count(tx, waiting.length, at)
      })
      if (!goesOn) return false
      after = last.id
    }
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await inTransaction(scope, (tx) => setState(tx, { state: 'failed', error: error.message, at }))
    return false
  }
}

const tooManyNames = () =>
  new Refusal({
    code: 'policies.too_many_names',
    status: 503,
    message: 'There are more names here than can be replaced before a text leaves: nothing is sent.',
  })

/** What a vector is bound to: it opens for no other row. */
export const vectorRow = ({ entityId }: Scope, passageId: bigint, model: string): string =>
  `${entityId}/${passageId}/${model}`

const LEFT = `passage p LEFT JOIN passage_vector v ON v.passage_id = p.id AND v.model = $3
  WHERE p.entity_id = $1 AND p.livemode = $2 AND (v.passage_id IS NULL OR v.hash <> p.hash)`
const own = (tx: Sql) => [tx.scope.entityId, tx.scope.livemode]

/** Counts what there is to do; null when somebody stopped it. */
async function begin(tx: Sql, model: string, at: Date): Promise<{ left: number } | null> {
  const [state] = await tx.sql<{ state: string }>(
    `SELECT state FROM retrieval_state WHERE entity_id = $1 AND livemode = $2 AND work = 'embedding' FOR UPDATE`,
    own(tx),
  )
  if (state?.state === 'stopped') return null
  // Vectors of another model, or under another key, compare with none.
  await tx.exec('DELETE FROM passage_vector WHERE entity_id = $1 AND livemode = $2 AND model <> $3', [
    ...own(tx),
    model,
  ])
  const [found] = await tx.sql<{ left: number; all: number }>(
    `SELECT (SELECT count(*)::int FROM ${LEFT}) AS left,
            (SELECT count(*)::int FROM passage p WHERE p.entity_id = $1 AND p.livemode = $2) AS all`,
    [...own(tx), model],
  )
  const { left = 0, all = 0 } = found ?? {}
  await tx.exec(
    `INSERT INTO retrieval_state (entity_id, livemode, work, state, done, total, error, updated_at)
     VALUES ($1, $2, 'embedding', 'running', $3::int, $4::int, '', $5::text::timestamptz)
     ON CONFLICT (entity_id, livemode, work) DO UPDATE
        SET state = 'running', done = excluded.done, total = excluded.total, error = '', updated_at = excluded.updated_at`,
    [...own(tx), all - left, all, at.toISOString()],
  )
  return { left }
}

const nextWaiting = (tx: Sql, model: string, after: bigint): Promise<Waiting[]> =>
  tx.sql<Waiting>(
    `SELECT p.id, p.hash, concat_ws(E'\\n', p.title, p.heading, p.body) AS text FROM ${LEFT} AND p.id > $4 ORDER BY p.id LIMIT ${BATCH}`,
    [...own(tx), model, after],
  )

type Answered = Pick<Embedding, 'model' | 'at'> & {
  readonly waiting: readonly Waiting[]
  readonly vectors: readonly (readonly number[])[]
}

/** Keeps the answers for passages that still say what was asked about. */
const keep = (tx: Sql, { model: { id: model }, at, waiting, vectors }: Answered) =>
  tx.exec(
    `INSERT INTO passage_vector (passage_id, model, entity_id, livemode, hash, sealed, at)
     SELECT p.id, $3, $1, $2, p.hash, n.sealed, $7::text::timestamptz
       FROM unnest($4::bigint[], $5::text[], $6::bytea[]) n(id, hash, sealed) JOIN passage p ON p.id = n.id AND p.hash = n.hash
     ON CONFLICT (passage_id, model) DO UPDATE SET hash = excluded.hash, sealed = excluded.sealed, at = excluded.at`,
    [
      ...own(tx),
      model,
      waiting.map(({ id }) => id),
      waiting.map(({ hash }) => hash),
      waiting.map(({ id }, at_) => sealVector(vectors[at_] ?? [], vectorRow(tx.scope, id, model))),
      at.toISOString(),
    ],
  )

/** Counts what is done; false when somebody stopped it meanwhile. */
async function count(tx: Sql, done: number, at: Date): Promise<boolean> {
  const rows = await tx.sql<{ state: string }>(
    `UPDATE retrieval_state SET done = least(done + $3::int, total), updated_at = $4::text::timestamptz
      WHERE entity_id = $1 AND livemode = $2 AND work = 'embedding' RETURNING state`,
    [...own(tx), done, at.toISOString()],
  )
  return rows[0]?.state === 'running'
}

async function finish(scope: Scope, at: Date): Promise<false> {
  await inTransaction(scope, (tx) =>
    tx.exec(
      `UPDATE retrieval_state SET state = 'idle', done = total, updated_at = $3::text::timestamptz
        WHERE entity_id = $1 AND livemode = $2 AND work = 'embedding' AND state = 'running'`,
      [...own(tx), at.toISOString()],
    ),
  )
  return false
}

type NewState = { readonly state: 'idle' | 'stopped' | 'failed'; readonly error?: string; readonly at: Date }

/** Says how the work stands. Only what was begun can be stopped. */
export const setState = (tx: Sql, { state, error = '', at }: NewState) =>
  tx.exec(
    `INSERT INTO retrieval_state (entity_id, livemode, work, state, error, updated_at)
     VALUES ($1, $2, 'embedding', $3, $4, $5::text::timestamptz)
     ON CONFLICT (entity_id, livemode, work) DO UPDATE SET state = excluded.state, error = excluded.error, updated_at = excluded.updated_at`,
    [...own(tx), state, error, at.toISOString()],
  )
