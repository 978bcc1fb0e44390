import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { hashPassword } from './password.ts'
import { wrongCurrentPassword } from './refusals.ts'
import { checkPassword } from './sign-in.ts'

type Change = {
  readonly actor: Pick<Actor, 'personId' | 'email' | 'name' | 'roles' | 'scope' | 'requestId'>
  readonly current: string
  readonly password: string
  readonly at: Date
}

/**
 * Gives somebody the password they chose, when they know the one before. Every session ends, this one too: who had stolen
 * one is out. Who has no password yet, because they come in by links, needs to know none. Wrong attempts count like wrong sign-ins, so an open screen is no way to guess.
 */
export async function changeOwnPassword({ actor, current, password, at }: Change): Promise<void> {
  const isFirst = !(await hasPassword(actor))
  const matches =
    isFirst || (await checkPassword({ email: actor.email, password: current, source: `session of ${actor.personId}` }))
  if (matches === null) throw wrongCurrentPassword()
  const passwordHash = await hashPassword(password)
  await inRawTransaction(actor.scope, async (tx) => {
    await tx.exec('UPDATE person SET password_hash = $2, session_version = session_version + 1 WHERE id = $1', [
      actor.personId,
      passwordHash,
    ])
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
      action: 'people.password_changed',
      subject: { kind: 'person', id: actor.personId },
      note: `${actor.name} changed their password`,
      requestId: actor.requestId,
      at,
    })
  })
}

/** Whether somebody has a password; sellers' people may come in by links alone. */
export async function hasPassword({ personId, scope }: Pick<Actor, 'personId' | 'scope'>): Promise<boolean> {
  const rows = await inRawTransaction(scope, (tx) =>
    tx.sql("SELECT 1 FROM person WHERE id = $1 AND password_hash <> ''", [personId]),
  )
  return rows.length > 0
}
