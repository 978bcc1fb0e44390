import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { DEMO_PASSWORD } from '#lib/people/ensure-demo-people.ts'
import { hashPassword } from '#lib/people/password.ts'
import { addSellerPerson } from '#lib/people/seller-people.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { DEMO_SELLER_PEOPLE } from './demo-model.ts'

/** Makes the demo's sellers' people once, as far as their sellers are known. */
export async function ensureDemoSellerPeople(entity: Entity, at: Date): Promise<void> {
  if (!env.isDemo) throw new Error('Demo people exist only with the embedded sandbox.')
  const missing = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ email: string; sellerId: string }>(
      `SELECT w.email, min(s.id) AS "sellerId" FROM unnest($3::text[], $4::text[]) AS w (email, seller)
         JOIN seller s ON s.entity_id = $1 AND s.livemode = $2 AND s.name = w.seller
        WHERE NOT EXISTS (SELECT FROM person p WHERE p.email = w.email) GROUP BY w.email`,
      [
        entity.id,
        entity.livemode,
        DEMO_SELLER_PEOPLE.map((person) => person.email),
        DEMO_SELLER_PEOPLE.map((person) => person.seller),
      ],
    ),
  )
  if (missing.length === 0) return
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    for (const { email, sellerId } of missing) {
      const person = DEMO_SELLER_PEOPLE.find((known) => known.email === email)
      if (person === undefined) continue
      const { name, role, locale } = person
      await addSellerPerson(tx, { sellerId, email, name, role, locale, passwordHash, by: SYSTEM_ACTOR, at })
    }
  })
}
