import type { Sql } from '#lib/platform/db.ts'
import type { Sender } from './link-model.ts'

const CUSTOMERS_MAX = 20
const CHARGES_MAX = 4
const LOOKED_BACK_MS = 183 * 86_400_000

type Wrote = { readonly address: string; readonly isDoubtful: boolean }

/** Who an address belongs to: sellers and their people, and customers with their payments of the last half year. */
export async function findSender(tx: Sql, { address, isDoubtful }: Wrote, at: Date): Promise<Sender> {
  const key = [tx.scope.entityId, tx.scope.livemode, address]
  const sellers = await tx.sql<{ id: string }>(
    `SELECT id FROM seller WHERE entity_id = $1 AND livemode = $2 AND lower(email) = $3 AND email <> ''
     UNION
     SELECT s.id FROM person p JOIN role_grant g ON g.person_id = p.id AND g.entity_id = $1 AND g.role = 'seller'
                              JOIN seller s ON s.id = g.seller_id AND s.entity_id = $1 AND s.livemode = $2
      WHERE p.email = $3 AND p.state = 'active' ORDER BY id LIMIT 5`,
    key,
  )
  const customers = await tx.sql<{ id: string }>(
    `SELECT DISTINCT id FROM customer WHERE entity_id = $1 AND livemode = $2 AND lower(email) = $3 AND email <> '' LIMIT ${CUSTOMERS_MAX}`,
    key,
  )
  const charges =
    customers.length === 0
      ? []
      : await tx.sql<{ id: string }>(
          `SELECT id FROM charge WHERE entity_id = $1 AND livemode = $2 AND customer_id = ANY($3::text[]) AND paid
              AND created_at >= $4::text::timestamptz ORDER BY created_at DESC, id LIMIT ${CHARGES_MAX}`,
          [tx.scope.entityId, tx.scope.livemode, ids(customers), new Date(at.getTime() - LOOKED_BACK_MS).toISOString()],
        )
  return {
    address,
    sellerIds: ids(sellers),
    chargeIds: ids(charges),
    isCustomer: customers.length > 0,
    isDoubtful,
  }
}

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)
