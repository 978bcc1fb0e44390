import { takeMailFolder } from '#lib/conversations/mail-folder.ts'
import { settleReplies } from '#lib/conversations/reply.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { importFolder } from '#lib/reconciliation/bank/import-folder.ts'
import { resolveWaitingSellers } from '#lib/reconciliation/records/seller-names.ts'

/** Takes what waits beside Stripe: statements in the bank's folder, mails in theirs, what became of answers, and records whose seller was not known before. */
export async function workSources(entity: Entity): Promise<void> {
  await inRawTransaction(SYSTEM(entity), resolveWaitingSellers)
  await inRawTransaction(SYSTEM(entity), settleReplies)
  const folder = env.TIEOUT_BANK_FOLDER
  if (folder !== undefined) await importFolder({ scope: SYSTEM(entity), folder, at: clock.now() })
  const mails = env.TIEOUT_MAIL_FOLDER
  if (mails !== undefined) await takeMailFolder({ scope: SYSTEM(entity), folder: mails, at: clock.now() })
}
