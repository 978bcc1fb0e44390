import { createHash } from 'node:crypto'
import { Occurrences } from '../bank/occurrences.ts'
import type { SellerRecordLine } from './record-model.ts'

/**
 * Gives each record of one file its identity: a sale is a line of an order, a refund is an order, day and amount; equal ones are counted.
 * So a file that overlaps another adds only what is new, and a sale that says something else than before is seen.
 */
export class RecordKeys {
  private readonly seen = new Occurrences()

  of({ kind, orderId, lineRef, sellerRef, happenedOn, grossMinor }: SellerRecordLine): string {
    const parts = kind === 'sale' ? [lineRef || sellerRef] : [lineRef, happenedOn, grossMinor.toString()]
    const digest = createHash('sha256')
      .update([kind, orderId, ...parts].join('\n'))
      .digest()
    return `${digest.subarray(0, 16).toString('hex')}:${this.seen.count(digest.readBigUInt64BE(0))}`
  }
}
