import type { Sql } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import type { MeaningStanding, SearchStanding } from './document-model.ts'
import { setState } from './embed-passages.ts'
import { correctsWords } from './search.ts'

/** How passages are found here: what is done, what is not, and why. */
export async function readStanding(tx: Sql): Promise<SearchStanding> {
  const model = env.OPENAI_EMBEDDING_MODEL ?? null
  return { corrects: await correctsWords(tx), meaning: model === null ? null : { model, ...(await meaningOf(tx)) } }
}

async function meaningOf(tx: Sql): Promise<Omit<MeaningStanding, 'model'>> {
  const [row] = await tx.sql<Omit<MeaningStanding, 'model'>>(
    `SELECT state, done, total, error FROM retrieval_state WHERE entity_id = $1 AND livemode = $2 AND work = 'embedding'`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return row ?? { state: 'idle', done: 0, total: 0, error: '' }
}

/** Stops sending passages to the model; the one under way is finished. */
export const stopEmbedding = (tx: Sql, at: Date) => setState(tx, { state: 'stopped', at })

/** Lets it go on where it stopped. */
export async function resumeEmbedding(tx: Sql, at: Date): Promise<void> {
  await setState(tx, { state: 'idle', at })
  await enqueue(tx, 'index', {}, { key: 'resumed' })
}
