import type { Sql } from '#lib/platform/db.ts'
import type { Named } from './link-model.ts'
import type { Names } from './names-model.ts'

/** More than so many objects in one message say nothing any more. */
const FOUND_MAX = 20

type Charge = {
  readonly id: string
  readonly sellerIds: readonly string[]
  readonly buyerEmails: readonly string[]
}
type Leads = { readonly chargeId: string; readonly name: string; readonly disputeId: string }

/** The objects of ours that names lead to, with whose they are. What is not ours is left out. */
export async function findNamed(tx: Sql, names: Names): Promise<Named[]> {
  const leads = await leadsOf(tx, names)
  const charges = await chargesOf(tx, [...new Set(leads.map(({ chargeId }) => chargeId))])
  const found = leads.flatMap(({ chargeId, name, disputeId }): Named[] => {
    const charge = charges.get(chargeId)
    if (charge === undefined) return []
    const { id: _, ...whose } = charge
    const payment: Named = { kind: 'charge', id: chargeId, name, ...whose }
    return disputeId === '' ? [payment] : [payment, { kind: 'dispute', id: disputeId, name, ...whose }]
  })
  return [...found, ...(await payoutsOf(tx, names.payouts))].slice(0, FOUND_MAX)
}

function leadsOf(tx: Sql, { charges, paymentIntents, disputes, refunds, numbers }: Names): Promise<Leads[]> {
  return tx.sql<Leads>(
    `SELECT id AS "chargeId", id AS name, '' AS "disputeId" FROM unnest($3::text[]) AS id
     UNION SELECT c.id, c.payment_intent_id, '' FROM charge c
            WHERE c.entity_id = $1 AND c.livemode = $2 AND c.payment_intent_id = ANY($4::text[])
     UNION SELECT d.charge_id, d.id, d.id FROM dispute d WHERE d.entity_id = $1 AND d.livemode = $2 AND d.id = ANY($5::text[])
     UNION SELECT r.charge_id, r.id, '' FROM refund r
            WHERE r.entity_id = $1 AND r.livemode = $2 AND r.account = (SELECT stripe_account FROM entity WHERE id = $1) AND r.id = ANY($6::text[])
     UNION SELECT s.charge_id, s.order_id, '' FROM settlement s
            WHERE s.entity_id = $1 AND s.livemode = $2 AND s.order_id = ANY($7::text[]) AND s.charge_id <> ''
     UNION SELECT s.charge_id, s.invoice_number, '' FROM settlement s
            WHERE s.entity_id = $1 AND s.livemode = $2 AND s.invoice_number = ANY($7::text[]) AND s.charge_id <> ''
     ORDER BY 2, 1 LIMIT ${FOUND_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, charges, paymentIntents, disputes, refunds, numbers],
  )
}

const PLATFORM = '(SELECT stripe_account FROM entity WHERE id = $1)'
const SELLERS = '(SELECT stripe_account FROM seller WHERE entity_id = $1 AND livemode = $2)'

/** Payments with their sellers and the addresses of their buyer, by id. Most are the platform's own: those are asked for first. */
async function chargesOf(tx: Sql, ids: readonly string[]): Promise<Map<string, Charge>> {
  const found = new Map<string, Charge>()
  for (const accounts of [PLATFORM, SELLERS]) {
    const left = ids.filter((id) => !found.has(id))
    if (left.length === 0) break
    const rows = await tx.sql<Charge>(
      `SELECT c.id,
              ARRAY(SELECT h.seller_id FROM settlement s JOIN settlement_share h ON h.settlement_id = s.id
                     WHERE s.entity_id = c.entity_id AND s.livemode = c.livemode AND s.charge_id = c.id
                    UNION SELECT o.id FROM seller o WHERE o.entity_id = c.entity_id AND o.livemode = c.livemode
                              AND o.stripe_account IN (c.account, c.destination, c.on_behalf_of)) AS "sellerIds",
              ARRAY(SELECT DISTINCT lower(a) FROM unnest(ARRAY[c.raw::jsonb #>> '{billing_details,email}', c.raw::jsonb ->> 'receipt_email',
                      (SELECT u.email FROM customer u WHERE u.entity_id = c.entity_id AND u.livemode = c.livemode AND u.account = c.account
                          AND u.id = c.customer_id)]) AS a WHERE a <> '') AS "buyerEmails"
         FROM charge c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account IN ${accounts} AND c.id = ANY($3::text[])
          AND c.source_transfer_id = ''`,
      [tx.scope.entityId, tx.scope.livemode, left],
    )
    for (const row of rows) found.set(row.id, row)
  }
  return found
}

async function payoutsOf(tx: Sql, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  const rows = await tx.sql<{ id: string; account: string; sellerId: string | null }>(
    `SELECT p.id, p.account, s.id AS "sellerId" FROM payout p
       LEFT JOIN seller s ON s.entity_id = p.entity_id AND s.livemode = p.livemode AND s.stripe_account = p.account
      WHERE p.entity_id = $1 AND p.livemode = $2 AND p.id = ANY($3::text[]) ORDER BY p.id LIMIT ${FOUND_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, ids],
  )
  return rows.map(({ id, account, sellerId }) => ({
    kind: 'payout',
    id: `${account}/${id}`,
    name: id,
    sellerIds: sellerId === null ? [] : [sellerId],
    buyerEmails: [],
  }))
}
