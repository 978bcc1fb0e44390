import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

/** What a conversation leads to, with the facts that whoever answers needs. */
export type LinkFact = {
  readonly kind: string
  readonly id: string
  readonly reason: string
  /** Percent. */
  readonly confidence: number
  readonly state: 'linked' | 'proposed'
  readonly decidedBy: string
  /** What it is, in a line: 120.00 USD, paid 2026-11-10, refunded 20.00 USD. Empty when nothing is known. */
  readonly fact: string
  /** Where it is shown, when that is not its own page: the settlement of a payment. */
  readonly page: { readonly kind: string; readonly id: string } | null
}

const LINKS_MAX = 50

type Row = Omit<LinkFact, 'fact' | 'page'>

/** What a conversation is linked to, and what is proposed; what was dismissed is left out. */
export async function readLinks(tx: Sql, conversationId: string): Promise<LinkFact[]> {
  const rows = await tx.sql<Row>(
    `SELECT l.object_kind AS kind, l.object_id AS id, l.reason, l.confidence, l.state, coalesce(p.name, '') AS "decidedBy"
       FROM conversation_link l LEFT JOIN person p ON p.id = l.decided_by
      WHERE l.conversation_id = $3 AND l.entity_id = $1 AND l.livemode = $2 AND l.state <> 'dismissed'
      ORDER BY l.state, l.confidence DESC, l.object_kind, l.object_id LIMIT ${LINKS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, conversationId],
  )
  const idsOf = (wanted: string) => rows.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  const facts = new Map([
    ...(await sellerFacts(tx, idsOf('seller'))),
    ...(await chargeFacts(tx, idsOf('charge'))),
    ...(await disputeFacts(tx, idsOf('dispute'))),
    ...(await payoutFacts(tx, idsOf('payout'))),
  ])
  return rows.map((row) => ({ ...row, ...(facts.get(row.id) ?? { fact: '', page: null }) }))
}

type Known = readonly [string, Pick<LinkFact, 'fact' | 'page'>]

const shown = (minor: bigint, currency: string) => formatMoney(money(minor, currency.toUpperCase()))
const scopeOf = (tx: Sql, ids: readonly string[]) => [tx.scope.entityId, tx.scope.livemode, ids]

async function sellerFacts(tx: Sql, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return []
  const rows = await tx.sql<{ id: string; name: string; payoutsEnabled: boolean }>(
    `SELECT id, name, payouts_enabled AS "payoutsEnabled" FROM seller WHERE entity_id = $1 AND livemode = $2 AND id = ANY($3::text[])`,
    scopeOf(tx, ids),
  )
  return rows.map(({ id, name, payoutsEnabled }) => [
    id,
    { fact: payoutsEnabled ? name : `${name}, payouts stopped by Stripe`, page: null },
  ])
}

type Charge = {
  readonly id: string
  readonly amountMinor: bigint
  readonly refundedMinor: bigint
  readonly currency: string
  readonly paidOn: string
  readonly disputeId: string | null
  readonly settlementId: string | null
  readonly orderId: string | null
}

async function chargeFacts(tx: Sql, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return []
  const rows = await tx.sql<Charge>(
    `SELECT c.id, c.amount_minor AS "amountMinor", c.refunded_minor AS "refundedMinor", c.currency, (c.created_at AT TIME ZONE 'UTC')::date::text AS "paidOn",
            (SELECT d.id FROM dispute d WHERE d.entity_id = c.entity_id AND d.livemode = c.livemode AND d.charge_id = c.id ORDER BY d.created_at DESC LIMIT 1)
              AS "disputeId", s.id AS "settlementId", s.order_id AS "orderId"
       FROM charge c LEFT JOIN settlement s ON s.entity_id = c.entity_id AND s.livemode = c.livemode AND s.charge_id = c.id
      WHERE c.entity_id = $1 AND c.livemode = $2 AND c.id = ANY($3::text[]) AND c.source_transfer_id = ''
        AND c.account IN (SELECT stripe_account FROM entity WHERE id = $1 UNION ALL
                          SELECT stripe_account FROM seller WHERE entity_id = $1 AND livemode = $2)`,
    scopeOf(tx, ids),
  )
  return rows.map(({ id, amountMinor, refundedMinor, currency, paidOn, disputeId, settlementId, orderId }) => {
    const parts = [
      orderId ? `order ${orderId}` : '',
      `${shown(amountMinor, currency)}, paid ${paidOn}`,
      refundedMinor > 0n ? `refunded ${shown(refundedMinor, currency)}` : '',
      disputeId === null ? '' : `disputed: ${disputeId}`,
    ]
    const page = settlementId === null ? null : { kind: 'settlement', id: settlementId }
    return [id, { fact: parts.filter((part) => part !== '').join(', '), page }]
  })
}

async function disputeFacts(tx: Sql, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return []
  const rows = await tx.sql<{
    id: string
    amountMinor: bigint
    currency: string
    status: string
    dueOn: string | null
  }>(
    `SELECT id, amount_minor AS "amountMinor", currency, status, (due_at AT TIME ZONE 'UTC')::date::text AS "dueOn" FROM dispute
      WHERE entity_id = $1 AND livemode = $2 AND id = ANY($3::text[])`,
    scopeOf(tx, ids),
  )
  return rows.map(({ id, amountMinor, currency, status, dueOn }) => {
    const due = dueOn === null ? '' : `, answer due ${dueOn}`
    return [id, { fact: `${shown(amountMinor, currency)}, ${status.replaceAll('_', ' ')}${due}`, page: null }]
  })
}

async function payoutFacts(tx: Sql, ids: readonly string[]): Promise<Known[]> {
  if (ids.length === 0) return []
  const rows = await tx.sql<{ id: string; amountMinor: bigint; currency: string; status: string; arrivesOn: string }>(
    `SELECT account || '/' || id AS id, amount_minor AS "amountMinor", currency, status, (arrival_at AT TIME ZONE 'UTC')::date::text AS "arrivesOn"
       FROM payout WHERE entity_id = $1 AND livemode = $2 AND id = ANY($3::text[])`,
    scopeOf(
      tx,
      ids.map((id) => id.slice(id.indexOf('/') + 1)),
    ),
  )
  return rows.map(({ id, amountMinor, currency, status, arrivesOn }) => [
    id,
    { fact: `${shown(amountMinor, currency)}, ${status.replaceAll('_', ' ')}, arrives ${arrivesOn}`, page: null },
  ])
}
