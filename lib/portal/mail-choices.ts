import type { SellerActor } from '#lib/access/seller-actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { lift } from '#lib/messages/suppressions/lift.ts'
import { suppress } from '#lib/messages/suppressions/suppress.ts'
import { categoryName, MAIL_CATEGORIES, type MailCategory } from '#lib/messages/templates/categories-model.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { noMailAddress } from './refusals.ts'
import { writingScope } from './writing-scope.ts'

export type MailChoice = { readonly category: MailCategory; readonly name: string; readonly isStopped: boolean }

/** Which kinds of mail go to the seller's address, which its people may stop. The address is empty where none is known. */
export async function readMailChoices(
  actor: SellerActor,
): Promise<{ readonly address: string; readonly choices: readonly MailChoice[] }> {
  const { entity, sellerId, locale } = actor
  const { address, stopped } = await inRawTransaction(actor.scope, async (tx) => {
    const [seller] = await tx.sql<{ email: string }>('SELECT email FROM seller WHERE id = $1', [sellerId])
    const rows = await tx.sql<{ category: string }>(
      `SELECT category FROM mail_suppression
        WHERE entity_id = $1 AND livemode = $2 AND address = lower($3) AND reason = 'unsubscribed' AND lifted_at IS NULL`,
      [entity.id, entity.livemode, seller?.email ?? ''],
    )
    return { address: seller?.email ?? '', stopped: new Set(rows.map(({ category }) => category)) }
  })
  const choices = MAIL_CATEGORIES.map((category) => ({
    ...{ category, name: categoryName(category, locale), isStopped: stopped.has(category) },
  }))
  return { address, choices }
}

type Choosing = { readonly category: MailCategory; readonly isStopped: boolean }

/** Stops a kind of mail to the seller's address, or lets it come again; twice changes nothing. Refuses where no address is known. */
export async function chooseMail(actor: SellerActor, { category, isStopped }: Choosing, at: Date): Promise<void> {
  const { sellerId, personId, name, requestId } = actor
  const { address } = await readMailChoices(actor)
  if (address === '') throw noMailAddress()
  const about = { address, reason: 'unsubscribed', category, at } as const
  await inRawTransaction(writingScope(actor), async (tx) => {
    const isChanged = isStopped
      ? await suppress(tx, { ...about, detail: `${name}, in the portal`, messageId: '' })
      : await lift(tx, { ...about, by: personId })
    if (!isChanged) return
    await recordAudit(tx, {
      actor: { kind: 'person', id: personId, role: 'seller' },
      action: 'messages.mail_chosen',
      subject: { kind: 'seller', id: sellerId },
      after: { category, isStopped },
      note: `${name} ${isStopped ? 'stopped' : 'takes again'}: ${categoryName(category, 'en')}`,
      requestId,
      at,
    })
  })
}
