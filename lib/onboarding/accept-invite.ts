import { localeOfCountry, type PortalLocale } from '#lib/access/seller-model.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { currentEntity, type Entity } from '#lib/entities/entity.ts'
import { linkHash } from '#lib/people/link-token.ts'
import { requestLink, tokenOfLink } from '#lib/people/magic-link.ts'
import { clock } from '#lib/platform/clock.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { openAccount } from './open-account.ts'
import { invitationNotUsable } from './refusals.ts'
import { type StripeSide, stripeSide } from './stripe-side.ts'

export type Invitation = { readonly name: string; readonly platform: string; readonly locale: PortalLocale }

/** Whom a link invites, while it can be used. Looking does not use it up: mail scanners follow every link. */
export async function peekInvitation(token: string): Promise<Invitation | null> {
  const entity = await currentEntity()
  const [row] = await inTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ name: string; country: string }>(
      `SELECT name, country FROM onboarding WHERE token_hash = $1 AND state = 'invited' AND expires_at > $2::text::timestamptz`,
      [linkHash(token), clock.now().toISOString()],
    ),
  )
  if (row === undefined) return null
  return { name: row.name, platform: entity.name, locale: localeOfCountry(row.country) }
}

type Accepting = { readonly token: string; readonly source: string; readonly at: Date }

/** A token that lets the seller into the portal right now; null while the account is still being opened. */
export type Accepted = { readonly enter: string | null }

/** Uses an invitation up and opens the account. Refuses a link that was used, withdrawn, replaced or has expired. */
export async function acceptInvitation(accepting: Accepting): Promise<Accepted> {
  const entity = await currentEntity()
  return acceptAt(entity, stripeSide(entity), accepting)
}

/** The same at a Stripe of the caller's choice. */
export async function acceptAt(entity: Entity, side: StripeSide, { token, source, at }: Accepting): Promise<Accepted> {
  const { id, email } = await inTransaction(SYSTEM(entity), (tx) => useUp(tx, token, at))
  const isThere = await openAccount({ entity, onboardingId: id, side, at })
  if (!isThere) return { enter: null }
  const link = await inTransaction(SYSTEM(entity), (tx) => requestLink(tx, { email, source }))
  return { enter: link === null ? null : tokenOfLink(link.linkId) }
}

async function useUp(tx: Sql, token: string, at: Date): Promise<{ id: string; email: string }> {
  const [row] = await tx.sql<{ id: string; email: string; name: string }>(
    `UPDATE onboarding SET state = 'accepted', state_since = $4::text::timestamptz, accepted_at = $4::text::timestamptz
      WHERE token_hash = $1 AND entity_id = $2 AND livemode = $3 AND state = 'invited' AND expires_at > $4::text::timestamptz
      RETURNING id, email, name`,
    [linkHash(token), tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  if (row === undefined) throw invitationNotUsable()
  await recordAudit(tx, {
    actor: { kind: 'system', id: 'system', role: 'seller' },
    action: 'onboarding.accept',
    subject: { kind: 'onboarding', id: row.id },
    note: `${row.name} accepted the invitation sent to ${row.email}.`,
    at,
  })
  // Whatever happens to this request, the account is opened.
  await enqueue(tx, 'onboarding', { id: row.id }, { startAfterSeconds: 5 })
  return row
}
