import { findCurrentEntity } from '#lib/entities/entity.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { createLink } from './links.ts'

/**
 * The first administrator's one-time link, while nobody can sign in yet; null once somebody can. Who uses it says who they
 * are: nobody is known yet.
 */
export async function createSetupLink({ baseUrl }: { baseUrl: string }): Promise<string | null> {
  const entity = await findCurrentEntity()
  if (entity === null) return null
  const token = await inRawTransaction(SYSTEM(entity), async (tx) => {
    const people = await tx.sql("SELECT 1 FROM person WHERE password_hash <> '' LIMIT 1")
    if (people.length > 0) return null
    const link = {
      kind: 'setup',
      email: '',
      name: '',
      role: 'admin',
      roleExpiresAt: null,
      createdBy: 'system',
    } as const
    return (await createLink(tx, link)).token
  })
  return token === null ? null : new URL(`/set-up/${token}`, baseUrl).href
}
