import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inRawTransaction } from '#lib/platform/db.ts'
import { hashPassword } from './password.ts'
import { wrongCurrentPassword } from './refusals.ts'
import { checkPassword } from './sign-in.ts'

type Change = {
  readonly actor: Actor
  readonly current: string
  readonly password: string
  readonly at: Date
}

/**
 * Gives somebody the password they chose, when they know the one before. Every session ends, this one too: who had stolen
 * one is out. Wrong attempts count like wrong sign-ins, so an open screen is no way to guess.
 */
export async function changeOwnPassword({ actor, current, password, at }: Change): Promise<void> {
  const matches = await checkPassword({ email: actor.email, password: current, source: `session of ${actor.personId}` })
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
