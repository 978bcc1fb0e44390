import type { Outcome, ProviderExecutor, Recheck } from '#lib/approvals/executor.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { mirror } from '#lib/events/mirror.ts'
import { inTransaction, read, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { closeDispute, type Evidence, submitEvidence, uploadEvidence } from '#lib/providers/stripe/disputes.ts'
import type { DisputeRow } from '#lib/providers/stripe/rows.ts'
import { lookUpDispute } from '#lib/transfers/about-buyers.ts'
import { foundBy, outcomeOf } from '#lib/transfers/outcome-of.ts'
import { acceptArguments, counterArguments } from './answer-schema.ts'
import { fieldName } from './evidence-model.ts'
import { findCase } from './find-case.ts'
import { placeFiles } from './place-files.ts'
import { sinceOfSeller } from './refund-executor.ts'
import { isAnswerable, isAppeal } from './status-model.ts'

const record = async (tx: Sql, row: DisputeRow): Promise<void> => void (await mirror(tx, { dispute: [row] }))

type Open = { readonly disputeId: string; readonly isAppeal?: boolean }

async function stillOpen(tx: Sql, { disputeId, isAppeal: wasAppeal }: Open, at: Date): Promise<Recheck> {
  const found = await findCase(tx, disputeId)
  if (found !== null && wasAppeal !== undefined && isAppeal(found.status) !== wasAppeal) {
    return { ok: false, void: true, reason: 'The dispute is at another stage by now. The draft is kept.' }
  }
  if (found === null || !isAnswerable(found.status)) {
    const status = (found?.status ?? 'gone').replaceAll('_', ' ')
    return { ok: false, void: true, reason: `The dispute is ${status} by now: nothing can be sent. The draft is kept.` }
  }
  if (found.dueAt === null || found.dueAt > at) return { ok: true }
  return {
    ok: false,
    void: true,
    reason: 'The time to answer is over: Stripe takes no evidence any more. The draft is kept.',
  }
}

/** Uploads the documents, each once, and sends the one answer. */
export const counterExecutor = (entity: Entity): ProviderExecutor => {
  const argsOf = (proposal: Proposal) => counterArguments.parse(JSON.parse(proposal.arguments))
  return {
    recheck: (tx, proposal, at) => stillOpen(tx, argsOf(proposal), at),
    sellerSince: sinceOfSeller,
    send: async (proposal, idempotencyKey) => {
      const { account, disputeId, words, files, isAppeal: isSecond } = argsOf(proposal)
      const documents = new Map<string, string>()
      for (const [place, { id }] of placeFiles(files)) {
        const uploaded = await uploadOnce(entity, { account, fileId: id })
        if (typeof uploaded !== 'string') return uploaded
        documents.set(place, uploaded)
      }
      const evidence = isSecond ? appealOf(words, documents) : { ...words, ...Object.fromEntries(documents) }
      const metadata = { tieout_proposal: proposal.id }
      return outcomeOf(
        await submitEvidence({ entity, account, disputeId, evidence, metadata }, { idempotencyKey }),
        record,
      )
    },
    lookUp: async (proposal) => foundBy(await lookUpDispute(entity, proposal), record),
  }
}

/** An appeal has one text and its documents, no places for each (docs.stripe.com/api/disputes/update). */
const appealOf = (words: Readonly<Record<string, string>>, documents: ReadonlyMap<string, string>): Evidence => ({
  appeal: {
    card: {
      reason_for_filing: Object.entries(words)
        .map(([field, text]) => `${fieldName(field)}: ${text}`)
        .join('\n\n'),
      supporting_files: [...documents.values()],
    },
  },
})

/** Gives a dispute up. Whoever closed it: once it is closed, what was approved has happened. */
export const acceptExecutor = (entity: Entity): ProviderExecutor => {
  const argsOf = (proposal: Proposal) => acceptArguments.parse(JSON.parse(proposal.arguments))
  return {
    recheck: (tx, proposal, at) => stillOpen(tx, { disputeId: argsOf(proposal).disputeId }, at),
    sellerSince: sinceOfSeller,
    send: async (proposal, idempotencyKey) => {
      const { account, disputeId } = argsOf(proposal)
      return outcomeOf(await closeDispute({ entity, account, disputeId }, { idempotencyKey }), record)
    },
    lookUp: async (proposal) => foundBy(await lookUpDispute(entity, proposal), record),
  }
}

type Stored = {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly remoteId: string
}

/** Stripe's id of a document: uploaded before, or now; how it failed otherwise. */
async function uploadOnce(
  entity: Entity,
  { account, fileId }: { readonly account: string; readonly fileId: string },
): Promise<string | Outcome> {
  const scope = SYSTEM(entity)
  const [file] = await read(scope, (tx) =>
    tx.sql<Stored>(
      'SELECT name, content_type AS "contentType", bytes, remote_id AS "remoteId" FROM dispute_file WHERE id = $1 AND entity_id = $2 AND livemode = $3',
      [fileId, tx.scope.entityId, tx.scope.livemode],
    ),
  )
  if (file === undefined) throw new Error(`the document ${fileId} is not there`)
  if (file.remoteId !== '') return file.remoteId
  const sent = await uploadEvidence({ entity, account }, file, { idempotencyKey: `tieout-${fileId}` })
  if (sent.outcome !== 'succeeded') return outcomeOf(sent, async () => undefined)
  const remoteId = sent.object.id
  await inTransaction(scope, (tx) =>
    tx.exec('UPDATE dispute_file SET remote_id = $2 WHERE id = $1', [fileId, remoteId]),
  )
  return remoteId
}
