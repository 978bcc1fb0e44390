import type { Role } from '#lib/access/permissions.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { dayAfter, expiryOf } from './expiry.ts'
import { endInvitations } from './links.ts'
import { hashPassword } from './password.ts'
import { emailTaken } from './refusals.ts'

const AUDITOR_DAYS = 90

type NewPerson = {
  readonly entity: Entity
  readonly email: string
  readonly name: string
  readonly role: Role
  /** Without one they set it through a link. */
  readonly password?: string
  /** The last day of an auditor's access; a quarter from today unless said. */
  readonly expiresOn?: string
  /** Somebody who is there already is left as they are, instead of refused. */
  readonly isRepeatable?: boolean
  readonly at: Date
}

/** Adds somebody with one role, from the command line or for the demo. Refuses an address that is taken. */
export async function addPerson(input: NewPerson): Promise<string | null> {
  const { entity, name, role, at } = input
  const expiresAt = expiryOf([role], input.expiresOn ?? dayAfter(AUDITOR_DAYS))
  const email = input.email.trim().toLowerCase()
  if (await isKnown(entity, email)) {
    if (input.isRepeatable) return null
    throw emailTaken()
  }
  const passwordHash = input.password === undefined ? '' : await hashPassword(input.password)
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const personId = await insertPerson(tx, { email, name, passwordHash })
    if (personId === null) {
      if (input.isRepeatable) return null
      throw emailTaken()
    }
    await tx.exec(
      `INSERT INTO role_grant (person_id, entity_id, role, granted_by, granted_at, expires_at)
       VALUES ($1, $2, $3, 'system', $4, $5)`,
      [personId, entity.id, role, clock.wall(), expiresAt],
    )
    await endInvitations(tx, email)
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'people.added',
      subject: { kind: 'person', id: personId },
      after: { email, name, role },
      note: `${name} was added as ${role}`,
      at,
    })
    return personId
  })
}

async function isKnown(entity: Entity, email: string): Promise<boolean> {
  const rows = await inRawTransaction(SYSTEM(entity), (tx) => tx.sql('SELECT 1 FROM person WHERE email = $1', [email]))
  return rows.length > 0
}

async function insertPerson(
  tx: Sql,
  person: { email: string; name: string; passwordHash: string },
): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `INSERT INTO person (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [newId('per'), person.email, person.name, person.passwordHash, clock.wall()],
  )
  return row?.id ?? null
}
