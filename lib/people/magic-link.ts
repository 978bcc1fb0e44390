import { recordAudit } from '#lib/audit/record-audit.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { linkHash, linkToken } from './link-token.ts'
import { signInLinkNotUsable, tooManyAttempts } from './refusals.ts'

const LIFE_MINUTES = 15
/** Requests within that time: for one address, and from one address on the network. */
const ADDRESS_REQUESTS_MAX = 5
const SOURCE_REQUESTS_MAX = 30

export type LinkFor = {
  readonly linkId: string
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly locale: string
}

/**
 * Notes that somebody wants to be let in by mail, and says for whom a link is to be sent: null for an address no seller's person
 * has. Both are noted alike. Refuses when too many asked for the address or from the source, whether somebody has it or not.
 */
export async function requestLink(
  tx: Sql,
  { email, source }: { readonly email: string; readonly source: string },
): Promise<LinkFor | null> {
  const at = clock.wall()
  const since = new Date(at.getTime() - LIFE_MINUTES * 60_000)
  await tx.exec('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`magic-link:${email}`])
  const [count] = await tx.sql<{ address: bigint; source: bigint }>(
    `SELECT (SELECT count(*) FROM magic_link WHERE email = $1 AND created_at > $3) AS address,
            (SELECT count(*) FROM magic_link WHERE source = $2 AND created_at > $3) AS source`,
    [email, source, since],
  )
  if ((count?.address ?? 0n) >= ADDRESS_REQUESTS_MAX || (count?.source ?? 0n) >= SOURCE_REQUESTS_MAX) {
    throw tooManyAttempts(LIFE_MINUTES)
  }
  const [person] = await tx.sql<{ id: string; name: string; locale: string }>(
    `SELECT p.id, p.name, p.locale FROM person p
      WHERE p.email = $1 AND p.state = 'active'
        AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.entity_id = $2 AND g.role = 'seller')`,
    [email, tx.scope.entityId],
  )
  await tx.exec("DELETE FROM magic_link WHERE created_at < $1::timestamptz - interval '1 day'", [at])
  const linkId = await createMagicLink(tx, { email, personId: person?.id ?? '', source })
  return person === undefined ? null : { linkId, personId: person.id, email, name: person.name, locale: person.locale }
}

/** Makes a link for a person, or for nobody, and answers its id. */
async function createMagicLink(
  tx: Sql,
  { email, personId, source }: { email: string; personId: string; source: string },
): Promise<string> {
  const id = newId('mgl')
  const at = clock.wall()
  await tx.exec(
    `INSERT INTO magic_link (id, token_hash, entity_id, email, person_id, source, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      linkHash(tokenOfLink(id)),
      tx.scope.entityId,
      email,
      personId,
      source,
      at,
      new Date(at.getTime() + LIFE_MINUTES * 60_000),
    ],
  )
  return id
}

/** The token of a link, which its row does not keep. */
export const tokenOfLink = (linkId: string): string => linkToken('sign-in', linkId)

/** Who a link lets in, while it can be used. Looking does not use it up: mail scanners follow every link. */
export async function peekMagicLink(token: string): Promise<{ name: string; locale: string } | null> {
  const entity = await currentEntity()
  const [row] = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ name: string; locale: string }>(
      `SELECT p.name, p.locale FROM magic_link l JOIN person p ON p.id = l.person_id AND p.state = 'active'
        WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2`,
      [linkHash(token), clock.wall()],
    ),
  )
  return row ?? null
}

type Entering = { id: string; email: string; name: string; sessionVersion: number }

/** Uses a link up and says who came in; refuses one that was used, has expired or was never made. Other links of theirs end too. */
export async function enterByLink(token: string): Promise<Entering> {
  const entity = await currentEntity()
  const at = clock.wall()
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    const [used] = await tx.sql<{ person_id: string }>(
      `UPDATE magic_link SET used_at = $2
        WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 AND person_id <> '' RETURNING person_id`,
      [linkHash(token), at],
    )
    const [person] = await tx.sql<Entering>(
      `UPDATE person p SET last_sign_in_at = $2 WHERE p.id = $1 AND p.state = 'active'
          AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.entity_id = $3 AND g.role = 'seller')
       RETURNING p.id, p.email, p.name, p.session_version AS "sessionVersion"`,
      [used?.person_id ?? '', at, entity.id],
    )
    if (person === undefined) throw signInLinkNotUsable()
    await tx.exec('UPDATE magic_link SET used_at = $2 WHERE person_id = $1 AND used_at IS NULL', [person.id, at])
    await recordAudit(tx, {
      actor: { kind: 'person', id: person.id, role: 'seller' },
      action: 'people.signed_in',
      subject: { kind: 'person', id: person.id },
      note: `${person.name} signed in by a link`,
      at: clock.now(),
    })
    return person
  })
}
