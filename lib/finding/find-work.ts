import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Found } from './find-objects.ts'

const HITS_MAX = 6
const OURS = 'entity_id = $1 AND livemode = $2'
const key = (tx: Sql, variants: readonly string[]) => [tx.scope.entityId, tx.scope.livemode, variants]

/** Tickets by id, or by what the operators' own system calls them. */
export async function ticketsNamed(tx: Sql, variants: readonly string[]): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; title: string; state: string }>(
    `SELECT id, title, state FROM ticket WHERE ${OURS} AND id IN (
       SELECT id FROM ticket WHERE ${OURS} AND id = ANY($3::text[])
       UNION SELECT ticket_id FROM ticket_remote WHERE ${OURS} AND remote_key = ANY($3::text[])) LIMIT ${HITS_MAX}`,
    key(tx, variants),
  )
  return rows.map(({ id, title, state }) => ({
    label: title,
    hint: `ticket, ${state.replaceAll('_', ' ')}`,
    href: `/tickets/${id}`,
  }))
}

/** Messages by id. */
export async function messagesNamed(tx: Sql, variants: readonly string[]): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; subject: string; recipient: string; state: string }>(
    `SELECT id, subject, recipient, state FROM message WHERE ${OURS} AND id = ANY($3::text[]) LIMIT ${HITS_MAX}`,
    key(tx, variants),
  )
  return rows.map(({ id, subject, recipient, state }) => ({
    label: subject,
    hint: `message to ${recipient}, ${state}`,
    href: `/messages/${id}`,
  }))
}

/** Disputes and inquiries by Stripe's id of them or of the payment. */
export async function disputesNamed(tx: Sql, variants: readonly string[]): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; minor: bigint; currency: string; status: string }>(
    `SELECT id, amount_minor AS minor, upper(currency) AS currency, status FROM dispute
      WHERE ${OURS} AND (id = ANY($3::text[]) OR charge_id = ANY($3::text[])) LIMIT ${HITS_MAX}`,
    key(tx, variants),
  )
  return rows.map(({ id, minor, currency, status }) => ({
    label: `Dispute of ${formatMoney({ minor, currency })}`,
    hint: `${id}, ${status.replaceAll('_', ' ')}`,
    href: `/disputes/${id}`,
  }))
}

/** Sellers by the last four digits of the bank account or card they are paid out to. */
export async function sellersPaidTo(tx: Sql, typed: string): Promise<Found[]> {
  if (!/^[\dA-Za-z]{4}$/.test(typed)) return []
  const rows = await tx.sql<{ id: string; name: string; account: string }>(
    `SELECT s.id, s.name, s.stripe_account AS account FROM seller s
      WHERE s.entity_id = $1 AND s.livemode = $2 AND s.id IN (
        SELECT seller_id FROM seller_bank_account WHERE ${OURS} AND last4 = $3) ORDER BY s.name, s.id LIMIT ${HITS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, typed],
  )
  return rows.map(({ id, name, account }) => ({
    label: name,
    hint: `seller, paid out to •••• ${typed}, ${account}`,
    href: `/sellers/${id}`,
  }))
}
