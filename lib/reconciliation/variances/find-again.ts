import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { VarianceClass } from './classes-model.ts'
import { findInBank } from './find-in-bank.ts'
import { findInTransfers } from './find-in-transfers.ts'
import { type FoundVariance, mergeFound } from './finding.ts'

type Known = {
  readonly class: VarianceClass
  readonly subjectKind: string
  readonly subjectId: string
  readonly amountMinor: bigint
}

/** What can be written off, as the facts are in this transaction. */
export async function findWritable(tx: Sql, entity: Entity): Promise<FoundVariance[]> {
  return mergeFound([
    ...(await findInBank(tx, entity.stripeAccount)),
    ...(await findInTransfers(tx, entity.stripeAccount)),
  ])
}

/** Whether the facts still say exactly this. */
export const isFound = (found: readonly FoundVariance[], known: Known): boolean =>
  found.some(
    (one) =>
      one.class === known.class &&
      one.subjectKind === known.subjectKind &&
      one.subjectId === known.subjectId &&
      one.amountMinor === known.amountMinor,
  )
