import type { Actor } from '#lib/access/actor.ts'
import { localeOfCountry } from '#lib/access/seller-model.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import type { Sql } from '#lib/platform/db.ts'
import { resendInvite } from './invite.ts'
import { portalAddress } from './link.ts'
import { noReminder } from './refusals.ts'
import { auditorOf, lockRow, type Row, refsOf } from './row.ts'
import { fill, todoWords, wordsIn } from './words-model.ts'

/** A seller is reminded at most so often. */
const PAUSE_MS = 86_400_000

type Reminding = { readonly actor: Actor; readonly onboardingId: string; readonly at: Date }

/**
 * Reminds a seller of what waits for it: the invitation with a new link, else a list of what is missing. Refuses when nothing does,
 * or when it was reminded within a day.
 */
export async function remindSeller(tx: Sql, { actor, onboardingId, at }: Reminding): Promise<void> {
  const row = await lockRow(tx, onboardingId)
  const isSoon = row.remindedAt !== null && at.getTime() - row.remindedAt.getTime() < PAUSE_MS
  if (isSoon) throw noReminder()
  if (row.state === 'invited') return resendInvite(tx, { actor, onboardingId, at })
  const todo = missingOf(row)
  if (todo.length === 0) throw noReminder()
  const locale = localeOfCountry(row.country)
  const words = wordsIn(locale)
  const said = {
    name: row.name,
    platform: actor.entity.name,
    todo: todoWords(words, todo)
      .map((line) => `- ${line}`)
      .join('\n'),
    link: `${portalAddress()}/onboarding`,
  }
  await enqueueMessage(
    tx,
    {
      kind: 'mail.send',
      to: row.email,
      ...writeMail('onboarding_reminder', locale, {
        subject: fill(words.remindSubject, said),
        words: fill(words.remindBody, said),
      }),
      subjectKind: 'seller',
      subjectId: row.sellerId,
      onceKey: `onboarding:${row.id}:reminder:${at.toISOString()}`,
      createdBy: actor.personId,
    },
    at,
  )
  await tx.exec('UPDATE onboarding SET reminded_at = $2::text::timestamptz, reminders = reminders + 1 WHERE id = $1', [
    row.id,
    at.toISOString(),
  ])
  await recordAudit(tx, {
    actor: auditorOf(actor),
    action: 'onboarding.remind',
    subject: { kind: 'onboarding', id: row.id },
    after: { todo },
    note: `Reminded ${row.name} of what is missing.`,
    refs: refsOf(row),
    requestId: actor.requestId,
    at,
  })
}

/** What waits for the seller: open checks that are its own, and the terms. */
const missingOf = (row: Row): string[] =>
  row.sellerId === '' ? [] : [...row.sellerTodo, ...(row.contractAt === null ? ['terms'] : [])]
