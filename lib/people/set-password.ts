import { recordAudit } from '#lib/audit/record-audit.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { type Link, lockLink, useLink } from './links.ts'
import { hashPassword } from './password.ts'
import { linkNotUsable, sayWhoYouAre } from './refusals.ts'

/** What somebody with a link is shown: whose it is. Null when it cannot be used any more. */
export async function peekLink(token: string): Promise<{ email: string; name: string; kind: string } | null> {
  const entity = await currentEntity()
  return inRawTransaction(SYSTEM(entity), (tx) => lockLink(tx, token))
}

type SetPassword = {
  readonly token: string
  readonly password: string
  /** The first administrator's; ignored for a link that knows whose it is. */
  readonly email?: string | undefined
  readonly name?: string | undefined
  readonly at: Date
}

/** Sets the password that a one-time link allows, once. Every session of that person ends. Returns the address to sign in with. */
export async function setPassword(input: SetPassword): Promise<{ email: string }> {
  const entity = await currentEntity()
  // Hashing is costly on purpose: nobody without a link makes us do it.
  const peeked = await peekLink(input.token)
  if (peeked === null) throw linkNotUsable()
  const { email, name } = whoseOf(peeked, input)
  const passwordHash = await hashPassword(input.password)
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const locked = await lockLink(tx, input.token)
    if (locked === null) throw linkNotUsable()
    const link = { ...locked, email, name }
    await useLink(tx, link.id)
    const personId = await upsertPerson(tx, link, passwordHash)
    if (link.role !== '') {
      await tx.exec(
        `INSERT INTO role_grant (person_id, entity_id, role, granted_by, granted_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING`,
        [personId, entity.id, link.role, link.id, clock.wall(), link.roleExpiresAt],
      )
    }
    await recordAudit(tx, {
      actor: { kind: 'person', id: personId, role: link.role },
      action: link.kind === 'reset' ? 'people.password_reset' : 'people.joined',
      subject: { kind: 'person', id: personId },
      note:
        link.kind === 'reset'
          ? `${link.name} set a new password`
          : `${link.name} joined${link.role === '' ? '' : ` as ${link.role}`}`,
      at: input.at,
    })
    return { email: link.email }
  })
}

function whoseOf(link: { kind: string; email: string; name: string }, said: SetPassword) {
  if (link.kind !== 'setup') return { email: link.email, name: link.name }
  if (said.email === undefined || said.name === undefined) throw sayWhoYouAre()
  return { email: said.email, name: said.name }
}

async function upsertPerson(tx: Sql, link: Link, passwordHash: string): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO person AS p (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (email) DO UPDATE SET name = excluded.name, password_hash = excluded.password_hash, session_version = p.session_version + 1,
       failed_sign_ins = 0, locked_until = NULL
     RETURNING id`,
    [newId('per'), link.email, link.name, passwordHash, clock.wall()],
  )
  if (row === undefined) throw linkNotUsable()
  return row.id
}
