import type { Actor } from '#lib/access/actor.ts'
import { localeOfCountry } from '#lib/access/seller-model.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { wireTerms } from '#lib/contracts/agreement-model.ts'
import { enqueueMessage } from '#lib/messages/enqueue-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { hashOf, LIFE_DAYS, linkForMail, linkName } from './link.ts'
import { addressTaken, notInvitedAnyMore } from './refusals.ts'
import { auditorOf, lockRow, type Row } from './row.ts'
import type { InviteFields } from './schema.ts'
import { openTemplates, templateIn } from './templates.ts'
import { ownTerms } from './terms-hash.ts'
import { fill, wordsIn } from './words-model.ts'

const DAY_MS = 86_400_000

type Inviting = { readonly actor: Actor; readonly fields: InviteFields; readonly at: Date }

/**
 * Invites a seller: one invitation an address, with the template's terms as they are now, and the mail with its link. Refuses an
 * address somebody has, and a template that is not there.
 */
export async function inviteSeller(tx: Sql, { actor, fields, at }: Inviting): Promise<{ onboardingId: string }> {
  const { name, email, country, currency, note } = fields
  const template = templateIn(await openTemplates(tx), fields.template)
  const taken = await whoHas(tx, [email])
  const problem = taken.get(email)
  if (problem !== undefined) throw addressTaken(problem)
  const id = newId('onb')
  const expiresAt = new Date(at.getTime() + LIFE_DAYS * DAY_MS)
  const made = await tx.exec(
    `INSERT INTO onboarding (id, entity_id, livemode, email, name, country, currency, note, state, state_since, link_no, token_hash,
                             expires_at, invited_by, invited_at, template_id, template_version, terms, terms_hash, own_terms, seller_todo, open_checks)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'invited', $9::text::timestamptz, 1, $10, $11::text::timestamptz, $12, $9::text::timestamptz,
             $13, $14::int, $15::text::jsonb, $16, $17::text::jsonb, '{}', '{}')
     ON CONFLICT (entity_id, livemode, email) WHERE state <> 'revoked' DO NOTHING`,
    [
      id,
      tx.scope.entityId,
      tx.scope.livemode,
      email,
      name,
      country,
      currency,
      note,
      at.toISOString(),
      hashOf(id, 1),
      expiresAt.toISOString(),
      actor.personId,
      template.id,
      template.version,
      JSON.stringify(wireTerms(template.terms)),
      template.hash,
      JSON.stringify(ownTerms(template.terms)),
    ],
  )
  if (made === 0) throw addressTaken('Somebody has just invited this address. Reload the page.')
  await sendLink(tx, { row: await lockRow(tx, id), actor, at })
  await recordAudit(tx, {
    actor: auditorOf(actor),
    action: 'onboarding.invite',
    subject: { kind: 'onboarding', id },
    after: {
      email,
      name,
      country,
      currency,
      note,
      template: template.name,
      version: template.version,
      termsHash: template.hash,
    },
    note: `Invited ${name} (${email}) with the terms “${template.name}”.`,
    requestId: actor.requestId,
    at,
  })
  return { onboardingId: id }
}

/** Who has which of some addresses already, in words. */
export async function whoHas(tx: Sql, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql<{ email: string; kind: 'invited' | 'seller' | 'seller_person' | 'ours'; name: string }>(
    `SELECT DISTINCT ON (email) email, kind, name FROM (
       SELECT o.email, 'invited' AS kind, o.name, 1 AS rank FROM onboarding o
        WHERE o.entity_id = $1 AND o.livemode = $2 AND o.email = ANY($3::text[]) AND o.state <> 'revoked'
       UNION ALL
       SELECT lower(s.email), 'seller', s.name, 2 FROM seller s
        WHERE s.entity_id = $1 AND s.livemode = $2 AND lower(s.email) = ANY($3::text[])
       UNION ALL
       SELECT p.email, CASE WHEN g.seller_id <> '' THEN 'seller_person' ELSE 'ours' END,
              coalesce((SELECT s.name FROM seller s WHERE s.id = g.seller_id), p.name), 3
         FROM person p JOIN role_grant g ON g.person_id = p.id WHERE p.email = ANY($3::text[])) found
      ORDER BY email, rank`,
    [tx.scope.entityId, tx.scope.livemode, emails],
  )
  const words = {
    invited: (name: string) => `${name} was invited with this address already.`,
    seller: (name: string) => `The seller ${name} has this address.`,
    seller_person: (name: string) => `Somebody of the seller ${name} signs in with this address.`,
    ours: (name: string) => `${name} of your own people has this address.`,
  }
  return new Map(rows.map(({ email, kind, name }) => [email, words[kind](name)]))
}

type Sending = { readonly row: Row; readonly actor: Actor; readonly at: Date }

/** Queues the mail with the invitation's link. */
async function sendLink(tx: Sql, { row, actor, at }: Sending): Promise<void> {
  const locale = localeOfCountry(row.country)
  const words = wordsIn(locale)
  const said = {
    name: row.name,
    platform: actor.entity.name,
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(row.expiresAt),
    link: linkForMail(row.id, row.linkNo),
    note: row.note === '' ? '' : `\n\n${row.note}`,
  }
  const name = linkName(row.id, row.linkNo)
  await enqueueMessage(
    tx,
    {
      kind: 'mail.invitation',
      to: row.email,
      ...writeMail('seller_invitation', locale, {
        subject: fill(words.inviteSubject, said),
        words: fill(words.inviteBody, said),
      }),
      subjectKind: 'onboarding',
      subjectId: name,
      onceKey: `onboarding:${name}`,
      createdBy: actor.personId,
    },
    at,
  )
}

type Working = { readonly actor: Actor; readonly onboardingId: string; readonly at: Date }

/** Sends a new link; the one before it ends. Refuses when the seller accepted or was taken out. */
export async function resendInvite(tx: Sql, { actor, onboardingId, at }: Working): Promise<void> {
  const row = await lockRow(tx, onboardingId)
  if (row.state !== 'invited') throw notInvitedAnyMore()
  const linkNo = row.linkNo + 1
  const expiresAt = new Date(at.getTime() + LIFE_DAYS * DAY_MS)
  await tx.exec(
    `UPDATE onboarding SET link_no = $2::int, token_hash = $3, expires_at = $4::text::timestamptz, reminded_at = $5::text::timestamptz,
            reminders = reminders + 1 WHERE id = $1`,
    [row.id, linkNo, hashOf(row.id, linkNo), expiresAt.toISOString(), at.toISOString()],
  )
  await sendLink(tx, { row: { ...row, linkNo, expiresAt }, actor, at })
  await recordAudit(tx, {
    actor: auditorOf(actor),
    action: 'onboarding.resend',
    subject: { kind: 'onboarding', id: row.id },
    note: `Sent ${row.name} a new link; the one before it ended.`,
    requestId: actor.requestId,
    at,
  })
}

/** Takes an invitation back before it was accepted: its link ends, the address is free. */
export async function revokeInvite(
  tx: Sql,
  { actor, onboardingId, reason, at }: Working & { readonly reason: string },
): Promise<void> {
  const row = await lockRow(tx, onboardingId)
  if (row.state !== 'invited') throw notInvitedAnyMore()
  await tx.exec(
    `UPDATE onboarding SET state = 'revoked', state_since = $2::text::timestamptz, revoked_at = $2::text::timestamptz WHERE id = $1`,
    [row.id, at.toISOString()],
  )
  await recordAudit(tx, {
    actor: auditorOf(actor),
    action: 'onboarding.revoke',
    subject: { kind: 'onboarding', id: row.id },
    after: { reason },
    note: `Took the invitation of ${row.name} back: ${reason}`,
    requestId: actor.requestId,
    at,
  })
}
