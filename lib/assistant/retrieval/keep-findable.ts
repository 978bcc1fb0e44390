import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Scope } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { embedPassages } from './embed-passages.ts'
import { embeddingModel } from './embedding-model.ts'
import { indexTickets } from './index-tickets.ts'
import { bringInOwnDocuments } from './product-documents.ts'

/** The worker's round: help, policies and past tickets as they are now; then, with a model, what they mean. */
export async function keepFindable(scope: Scope): Promise<void> {
  await bringInOwnDocuments(scope, clock.now())
  await indexTickets(scope, clock.now())
  const model = embeddingModel()
  if (model === null || !(await embedPassages({ scope, model, at: clock.now() }))) return
  await inRawTransaction(scope, (tx) => enqueue(tx, 'index', {}, { key: 'more' }))
}
