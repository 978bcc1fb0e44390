import { recordAudit } from '#lib/audit/record-audit.ts'
import { findCurrentEntity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'
import { nobody, verifyPassword } from './password.ts'
import { accessEnded, tooManyAttempts, wrongPassword } from './refusals.ts'

/** Wrong passwords for one address before it rests, and for how long. */
const FAILURES_MAX = 8
const REST_MINUTES = 15
/** Attempts from one address on the network within the rest time. */
const SOURCE_ATTEMPTS_MAX = 60

type Credentials = { readonly email: string; readonly password: string; readonly source: string }
type SignInUser = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly sessionVersion: number
}
type PersonRow = {
  id: string
  email: string
  name: string
  password_hash: string
  session_version: number
  state: string
  /** Every role they were given has ended by itself. */
  has_ended: boolean
}

/**
 * Checks a sign-in in real time. Refuses when address and password do not match, with one sentence whatever is wrong, and
 * when too many attempts were made for the address or from the source. An address that nobody has rests like any other:
 * resting must not tell either.
 */
export async function signIn(credentials: Credentials): Promise<SignInUser> {
  const user = await checkPassword(credentials)
  if (user === null) throw wrongPassword()
  return user
}

/**
 * Whose address and password these are, or null; the attempt is noted. Refuses when there were too many, and whose access
 * has ended: only who knows the password learns that.
 */
export async function checkPassword({ email, password, source }: Credentials): Promise<SignInUser | null> {
  const address = email.replaceAll('\u0000', '').trim().toLowerCase().slice(0, 320)
  const scope = { entityId: (await findCurrentEntity())?.id ?? '', livemode: false, actor: 'sign-in' }
  const at = clock.wall()
  const person = await inRawTransaction(scope, async (tx) => {
    if ((await attemptsFrom(tx, source, at)) >= SOURCE_ATTEMPTS_MAX) throw tooManyAttempts(REST_MINUTES)
    if (await isResting(tx, address, at)) throw tooManyAttempts(REST_MINUTES)
    return findPerson(tx, address, at)
  })
  const matches = await verifyPassword(password, person?.password_hash || nobody())
  const isGood = matches && person?.state === 'active'
  const isNoted = await inRawTransaction(scope, (tx) => noteAttempt(tx, { address, source, person, isGood, at }))
  if (!isNoted) throw tooManyAttempts(REST_MINUTES)
  if (!isGood) return null
  if (person.has_ended) throw accessEnded()
  return { id: person.id, email: person.email, name: person.name, sessionVersion: person.session_version }
}

async function findPerson(tx: Sql, email: string, at: Date): Promise<PersonRow | undefined> {
  const [row] = await tx.sql<PersonRow>(
    `SELECT id, email, name, password_hash, session_version, state,
            coalesce((SELECT bool_and(coalesce(g.expires_at <= $2, false)) FROM role_grant g WHERE g.person_id = p.id), false) AS has_ended
       FROM person p WHERE email = $1`,
    [email, at],
  )
  return row
}

/** Whether the address rests. For one that nobody has, its attempts give the answer that a person's row would give. */
async function isResting(tx: Sql, email: string, at: Date): Promise<boolean> {
  const [row] = await tx.sql<{ resting: boolean }>(
    `SELECT coalesce(
       (SELECT coalesce(locked_until > $2, false) FROM person WHERE email = $1),
       (SELECT count(*) % $3 = 0 AND max(at) > $2::timestamptz - make_interval(mins => $4)
          FROM sign_in_attempt WHERE email = $1 AND NOT succeeded),
       false) AS resting`,
    [email, at, FAILURES_MAX, REST_MINUTES],
  )
  return row?.resting ?? false
}

async function attemptsFrom(tx: Sql, source: string, at: Date): Promise<number> {
  const [row] = await tx.sql<{ count: bigint }>(
    `SELECT count(*) AS count FROM sign_in_attempt
      WHERE source = $1 AND NOT succeeded AND at > $2::timestamptz - make_interval(mins => $3)`,
    [source, at, REST_MINUTES],
  )
  return Number(row?.count ?? 0n)
}

type Attempt = {
  readonly address: string
  readonly source: string
  readonly person: PersonRow | undefined
  readonly isGood: boolean
  readonly at: Date
}

/** Notes an attempt. False, and nothing noted, when others at the same time already made the address rest. */
async function noteAttempt(tx: Sql, { address, source, person, isGood, at }: Attempt): Promise<boolean> {
  await tx.exec('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in:${address}`])
  if (await isResting(tx, address, at)) return false
  await tx.exec('INSERT INTO sign_in_attempt (email, source, at, succeeded) VALUES ($1, $2, $3, $4)', [
    address,
    source,
    at,
    isGood,
  ])
  await tx.exec("DELETE FROM sign_in_attempt WHERE at < $1::timestamptz - interval '1 day'", [at])
  if (person === undefined) return true
  await tx.exec(
    `UPDATE person SET last_sign_in_at = CASE WHEN $2 THEN $3 ELSE last_sign_in_at END,
            failed_sign_ins = CASE WHEN $2 THEN 0 ELSE failed_sign_ins + 1 END,
            locked_until = CASE WHEN NOT $2 AND (failed_sign_ins + 1) % $4 = 0
                                THEN $3::timestamptz + make_interval(mins => $5) ELSE NULL END
      WHERE id = $1`,
    [person.id, isGood, at, FAILURES_MAX, REST_MINUTES],
  )
  if (tx.scope.entityId === '') return true
  await recordAudit(tx, {
    actor: { kind: 'person', id: person.id, role: '' },
    action: isGood ? 'people.signed_in' : 'people.sign_in_refused',
    subject: { kind: 'person', id: person.id },
    note: isGood ? `${person.name} signed in` : `A wrong password was given for ${person.name}`,
    at: clock.now(),
  })
  return true
}
