import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { postEntries } from '#lib/ledger/post.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Seller } from '#lib/sellers/model.ts'
import { balanceOf } from '../balance-of.ts'
import { askToKeepBack } from '../carry.ts'
import type { Adjustment } from './adjustment.ts'
import { draftAdjustment } from './adjustment-entry.ts'
import { payCredit } from './pay-credit.ts'

type Posting = { readonly entity: Entity; readonly adjustment: Adjustment; readonly seller: Seller; readonly at: Date }

/**
 * Brings an approved adjustment into the books, once: what the seller owes by it is kept back from its next settlements, what it
 * is owed nets what it owes, and the rest is proposed as a transfer. Returns the entry's id.
 */
export async function postAdjustment(tx: Sql, { entity, adjustment, seller, at }: Posting): Promise<string> {
  const { id, amountMinor } = adjustment
  const day = accountingOn(entity, at)
  const allowanceMinor = adjustment.reason === 'write_off' ? await allowanceOf(tx, adjustment.currency) : 0n
  const draft = draftAdjustment({ adjustment, account: entity.stripeAccount, accountingOn: day, allowanceMinor, at })
  const [posted] = await postEntries(tx, [draft], at)
  const isDebt = amountMinor < 0n
  await tx.exec(
    `UPDATE adjustment SET posted_at = $2::text::timestamptz, starts_on = $3::text::date, open_minor = $4 WHERE id = $1`,
    [id, at.toISOString(), day, isDebt ? -amountMinor : 0n],
  )
  if (isDebt) await askToKeepBack(tx, { ...adjustment, settlementId: id })
  else await payCredit(tx, { entity, adjustment, seller, at })
  return posted?.entryId.toString() ?? ''
}

/** What is provided for debts that will not be paid; write-offs of one currency use it up one after the other. */
export async function allowanceOf(tx: Sql, currency: string): Promise<bigint> {
  await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked', [
    `allowance:${tx.scope.entityId}:${tx.scope.livemode}:${currency}`,
  ])
  const provided = -(await balanceOf(tx, { code: 'receivable_allowance', subject: '', currency }))
  return provided > 0n ? provided : 0n
}
