import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { MailCategory } from '../templates/categories-model.ts'

type Suppressing = {
  readonly address: string
  readonly detail: string
  readonly messageId: string
  readonly at: Date
} & ({ readonly reason: 'bounced' } | { readonly reason: 'unsubscribed'; readonly category: MailCategory })

const DETAIL_MAX = 500

/** Writes nothing more to an address, or nothing more of a kind. False when that was so before, whoever else asks at once. */
export async function suppress(tx: Sql, suppressing: Suppressing): Promise<boolean> {
  const { address, reason, detail, messageId, at } = suppressing
  const added = await tx.exec(
    `INSERT INTO mail_suppression (id, entity_id, livemode, address, reason, category, detail, message_id, created_at)
     VALUES ($1, $2, $3, lower($4), $5, $6, $7, $8, $9::text::timestamptz)
     ON CONFLICT (entity_id, livemode, address, reason, category) WHERE lifted_at IS NULL DO NOTHING`,
    [
      newId('mns'),
      tx.scope.entityId,
      tx.scope.livemode,
      address,
      reason,
      suppressing.reason === 'unsubscribed' ? suppressing.category : '',
      detail.replaceAll('\u0000', '\ufffd').slice(0, DETAIL_MAX).toWellFormed(),
      messageId,
      at.toISOString(),
    ],
  )
  return added === 1
}
