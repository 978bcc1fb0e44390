import type { Actor } from '#lib/access/actor.ts'
import { can } from '#lib/access/actor.ts'
import { formatMoney } from '#lib/money/format.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { type AmountAsked, amountsTyped, payoutsOf, proposalsOf, settlementsOf } from './find-by-amount.ts'
import { disputesNamed, messagesNamed, sellersPaidTo, ticketsNamed } from './find-work.ts'

export type Found = { readonly label: string; readonly hint: string; readonly href: string }

/** More hits than this do not help somebody who typed an id. */
const HITS_MAX = 12

/**
 * Objects a person may see, by what they typed: any id of ours or of Stripe's, an order or invoice number, a
 * trace id, a seller's name, an exact amount, or the last four digits of a bank account.
 * Every look-up is an equality on an index; sellers, of whom there are few, are also found by the beginning of their name.
 */
export async function findObjects({ actor, query }: { actor: Actor; query: string }): Promise<Found[]> {
  const typed = query.trim()
  const variants = [...new Set([typed, typed.toUpperCase(), typed.toLowerCase()])]
  return read(actor.scope, async (tx) => {
    const hits: Found[] = []
    if (can(actor, 'settlements.read')) hits.push(...(await settlements(tx, variants)))
    if (can(actor, 'approvals.read')) hits.push(...(await proposals(tx, variants)))
    if (can(actor, 'payouts.read')) hits.push(...(await payouts(tx, variants)))
    if (can(actor, 'disputes.read')) hits.push(...(await disputesNamed(tx, variants)))
    if (can(actor, 'sellers.read')) hits.push(...(await sellers(tx, variants, typed)))
    if (can(actor, 'events.read')) hits.push(...(await events(tx, variants)))
    if (can(actor, 'ledger.read')) hits.push(...(await entries(tx, variants)))
    if (can(actor, 'tickets.read')) hits.push(...(await ticketsNamed(tx, variants)))
    if (can(actor, 'messages.read')) hits.push(...(await messagesNamed(tx, variants)))
    if (can(actor, 'sellers.read')) hits.push(...(await sellersPaidTo(tx, typed)))
    const asked = await amountsTyped(tx, typed)
    if (asked !== null) hits.push(...(await ofAmount(tx, actor, asked)))
    return hits.slice(0, HITS_MAX)
  })
}

async function ofAmount(tx: Sql, actor: Actor, asked: AmountAsked): Promise<Found[]> {
  return [
    ...(can(actor, 'payouts.read') ? await payoutsOf(tx, asked) : []),
    ...(can(actor, 'settlements.read') ? await settlementsOf(tx, asked) : []),
    ...(can(actor, 'approvals.read') ? await proposalsOf(tx, asked) : []),
  ]
}

const OURS = 'entity_id = $1 AND livemode = $2'
const key = (tx: Sql, variants: readonly string[]) => [tx.scope.entityId, tx.scope.livemode, variants]

async function settlements(tx: Sql, variants: readonly string[]): Promise<Found[]> {
  const rows = await tx.sql<{
    id: string
    orderId: string
    number: string
    minor: bigint
    currency: string
    state: string
  }>(
    `SELECT id, order_id AS "orderId", invoice_number AS number, gross_minor AS minor, currency::text AS currency, state
       FROM settlement WHERE ${OURS} AND id IN (
         SELECT id FROM settlement WHERE ${OURS} AND id = ANY($3::text[])
         UNION SELECT id FROM settlement WHERE ${OURS} AND source_kind IN ('invoice', 'charge') AND source_id = ANY($3::text[])
         UNION SELECT id FROM settlement WHERE ${OURS} AND charge_id = ANY($3::text[])
         UNION SELECT id FROM settlement WHERE ${OURS} AND order_id = ANY($3::text[])
         UNION SELECT id FROM settlement WHERE ${OURS} AND invoice_number = ANY($3::text[])
         UNION SELECT settlement_id FROM transfer_origin WHERE ${OURS} AND object_id = ANY($3::text[]))
      ORDER BY id DESC LIMIT ${HITS_MAX}`,
    key(tx, variants),
  )
  return rows.map(({ id, orderId, number, minor, currency, state }) => ({
    label: [number && `Invoice ${number}`, orderId && `order ${orderId}`].filter(Boolean).join(' · ') || 'Settlement',
    hint: `settlement, ${formatMoney({ minor, currency })}, ${state.replaceAll('_', ' ')}`,
    href: `/settlements/${id}`,
  }))
}

async function proposals(tx: Sql, variants: readonly string[]): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; summary: string; state: string }>(
    `SELECT id, summary, state FROM proposal WHERE ${OURS} AND id IN (
       SELECT id FROM proposal WHERE ${OURS} AND id = ANY($3::text[])
       UNION SELECT proposal_id FROM transfer_origin WHERE ${OURS} AND object_id = ANY($3::text[])) LIMIT ${HITS_MAX}`,
    key(tx, variants),
  )
  return rows.map(({ id, summary, state }) => ({
    label: summary,
    hint: `proposal, ${state.replaceAll('_', ' ')}`,
    href: `/approvals/${id}`,
  }))
}

/** By id, or by the trace id that a bank asks for. */
async function payouts(tx: Sql, variants: readonly string[]): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; account: string; minor: bigint; currency: string; status: string }>(
    `SELECT id, account, amount_minor AS minor, currency::text AS currency, status FROM payout WHERE ${OURS} AND id = ANY($3::text[])
     UNION SELECT id, account, amount_minor, currency::text, status FROM payout WHERE ${OURS} AND trace_id = ANY($3::text[]) AND trace_id <> ''
     LIMIT ${HITS_MAX}`,
    key(tx, variants),
  )
  return rows.map(({ id, account, minor, currency, status }) => ({
    label: `Payout ${formatMoney({ minor, currency })}`,
    hint: `${id}, ${status.replaceAll('_', ' ')}`,
    href: `/payouts/${account}/${id}`,
  }))
}

async function sellers(tx: Sql, variants: readonly string[], typed: string): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; name: string; account: string }>(
    `SELECT id, name, stripe_account AS account FROM seller
      WHERE ${OURS} AND (id = ANY($3::text[]) OR stripe_account = ANY($3::text[]) OR starts_with(lower(name), lower($4)))
      ORDER BY name, id LIMIT ${HITS_MAX}`,
    [...key(tx, variants), typed],
  )
  return rows.map(({ id, name, account }) => ({ label: name, hint: `seller, ${account}`, href: `/sellers/${id}` }))
}

async function events(tx: Sql, variants: readonly string[]): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; account: string; type: string; state: string }>(
    `SELECT id, account, type, state FROM stripe_event
      WHERE ${OURS} AND account IN (SELECT stripe_account FROM seller WHERE ${OURS}
                                    UNION SELECT stripe_account FROM entity WHERE id = $1)
        AND id = ANY($3::text[]) LIMIT ${HITS_MAX}`,
    key(tx, variants),
  )
  return rows.map(({ id, account, type, state }) => ({
    label: type,
    hint: `event ${id}, ${state}`,
    href: `/events/${account}/${id}`,
  }))
}

async function entries(tx: Sql, variants: readonly string[]): Promise<Found[]> {
  const refs = variants.flatMap((id) =>
    ['charge', 'balance_transaction', 'transfer', 'refund', 'payout'].map((kind) => `${kind}:${id}`),
  )
  const rows = await tx.sql<{ id: bigint; description: string; day: string }>(
    `SELECT id, description, accounting_on::text AS day FROM journal_entry
      WHERE ${OURS} AND (refs && $3::text[] OR id = ANY($4::bigint[])) ORDER BY id DESC LIMIT 5`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      refs,
      variants.flatMap((text) => /^(?:je_)?(\d{1,18})$/.exec(text)?.[1] ?? []),
    ],
  )
  return rows.map(({ id, description, day }) => ({
    label: description,
    hint: `journal entry ${id}, ${day}`,
    href: `/ledger/entries/${id}`,
  }))
}
