import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { noteFirstSale } from '#lib/sellers/record-account.ts'
import { actOnShare } from './act-on-share.ts'
import type { Collected, Collection } from './collected.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import type { Source } from './facts.ts'
import { movedBy } from './month-volume.ts'
import { noteByStripe } from './note-by-stripe.ts'
import { queueSettling } from './queue-settling.ts'
import { invoiceOfCharge } from './read-facts.ts'
import { reportFailures } from './report-failures.ts'
import { collectedRecord, withoutMoneyRecord } from './settlement-record.ts'
import { lockSource, saveSettlement } from './store.ts'
import { supersede } from './supersede.ts'
import { writeVersions } from './write-versions.ts'

export type Settling = {
  readonly entity: Entity
  readonly source: Source
  readonly at: Date
  /** The seller whose share a person asks to propose again, and that person. */
  readonly again?: { readonly sellerId: string; readonly personId: string }
}

export type SettleOutcome =
  | {
      readonly kind: 'settled'
      readonly settlementId: string
      readonly state: string
      readonly versionsWritten: number
    }
  /** Not everything is here yet; nothing was written. */
  | { readonly kind: 'waiting'; readonly reason: string }

/**
 * Brings one source's settlement to what the mirrored facts say: versions and their postings, checks and tickets, and
 * for every share the next step (propose, void, reverse, adopt).
 *
 * Safe to run at any time and any number of times: the same facts, in whatever order they came, end in the same
 * settlement. A charge that an invoice asked for is settled as that invoice.
 */
export async function settleSource(tx: Sql, settling: Settling): Promise<SettleOutcome> {
  const source = await settledAs(tx, settling)
  await lockSource(tx, source)
  const { entity, again } = settling
  const evaluation = await evaluate(tx, {
    entity,
    source,
    at: settling.at,
    isLocking: true,
    ...(again === undefined ? {} : { askedAgain: again.sellerId }),
  })
  const { collection, head } = evaluation
  if (collection.kind === 'collected') return settleCollected(tx, { ...settling, source }, evaluation, collection)
  if (collection.kind === 'waiting' || (head?.version ?? 0) > 0) return { kind: 'waiting', reason: collection.reason }
  return recordWithoutMoney(tx, { ...settling, source }, evaluation, collection)
}

async function settledAs(tx: Sql, { entity, source }: Settling): Promise<Source> {
  if (source.kind === 'invoice') return source
  const invoiceId = await invoiceOfCharge(tx, entity.stripeAccount, source.id)
  return invoiceId === null ? source : { kind: 'invoice', id: invoiceId }
}

async function settleCollected(
  tx: Sql,
  settling: Settling,
  evaluation: Evaluation,
  collected: Collected,
): Promise<SettleOutcome> {
  const { entity, at } = settling
  const record = collectedRecord(entity, evaluation, collected)
  for (const replaced of evaluation.superseded) await supersede(tx, settling, replaced, record)
  const settlementId = await saveSettlement(tx, record, at)
  await writeVersions(tx, { entity, settlementId, evaluation, collected, at })
  await noteByStripe(tx, { account: entity.stripeAccount, settlementId, evaluation, at })
  for (const share of evaluation.shares) {
    const { firstSaleAt } = share.seller
    if (firstSaleAt === null || firstSaleAt > collected.collectedAt)
      await noteFirstSale(tx, share.seller.id, collected.collectedAt)
    await actOnShare(tx, { ...settling, settlementId, share, evaluation, collected, record })
  }
  await queueSettling(tx, evaluation.counted.flatMap(movedBy))
  const checks = evaluation.beforeGoLive ? [] : evaluation.checks
  await reportFailures(tx, { settlementId, title: record.title, isNew: evaluation.head === null, checks, at })
  return { kind: 'settled', settlementId, state: record.state, versionsWritten: evaluation.versions.length }
}

async function recordWithoutMoney(
  tx: Sql,
  { entity, at }: Settling,
  evaluation: Evaluation,
  collection: Exclude<Collection, { kind: 'collected' | 'waiting' }>,
): Promise<SettleOutcome> {
  const record = withoutMoneyRecord(entity, evaluation.facts, collection)
  const settlementId = await saveSettlement(tx, record, at)
  const isLate = entity.goLiveAt === null || record.collectedAt < entity.goLiveAt
  const checks = isLate ? [] : record.checks
  await reportFailures(tx, { settlementId, title: record.title, isNew: evaluation.head === null, checks, at })
  return { kind: 'settled', settlementId, state: record.state, versionsWritten: 0 }
}
