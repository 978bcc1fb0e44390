import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { type FetchableType, type Fetched, fetchAll, fetchExpanded, fetchObject } from '#lib/providers/stripe/fetch.ts'
import { mapInvoiceLine } from '#lib/providers/stripe/map-billing.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { isWire } from '#lib/providers/stripe/wire.ts'
import { inParallel } from './in-parallel.ts'
import { addTo, type MirrorBatch } from './mirror.ts'
import type { InboxEntity } from './model.ts'
import { type Gathered, type Need, nothingYet, takeObject } from './take-object.ts'

/** Answers of Stripe within one round of work, so that nothing is asked twice. A failure is remembered, too. */
export type Memory = Map<string, Promise<Fetched[]>>

/** An object leads to another at most this often: invoice, payment, payment intent, charge, balance transaction. */
const ROUNDS_MAX = 8
const CALLS_AT_ONCE = 6

const keyOf = ({ what, id }: Need) => `${what} ${id}`

type Bringing = {
  readonly entity: InboxEntity
  readonly memory: Memory
  /** What need not be brought. */
  readonly skip?: ReadonlySet<Need['what']>
}

/** Brings everything the gathered objects need that neither they nor the mirror hold, over as many rounds as it takes. */
export async function bring(gathered: Gathered, { entity, memory, skip }: Bringing): Promise<void> {
  const settled = new Set<string>()
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const open = openNeeds(gathered, settled).filter(({ what }) => !skip?.has(what))
    if (open.length === 0) return
    const held = await heldAlready(entity, open)
    const missing = open.filter((need) => !held.has(keyOf(need)))
    await inParallel(missing, CALLS_AT_ONCE, async (need) => {
      const found = await ask(entity, need, memory)
      const more = takeFound(entity, need, found)
      addTo(gathered.batch, more.batch)
      gathered.needs.push(...more.needs)
    })
  }
}

/** Each need once, less what was asked for before and what the batch brings along itself. */
function openNeeds(gathered: Gathered, settled: Set<string>): Need[] {
  const within = keysWithin(gathered.batch)
  const open = gathered.needs.splice(0).filter((need) => {
    const key = keyOf(need)
    if (settled.has(key) || within.has(key)) return false
    settled.add(key)
    return true
  })
  return open
}

const BY_ID = ['application_fee', 'balance_transaction', 'charge', 'payment_intent', 'refund', 'transfer'] as const

function keysWithin(batch: MirrorBatch): Set<string> {
  const keys = BY_ID.flatMap((kind) => (batch[kind] ?? []).map(({ id }) => `${kind} ${id}`))
  const paid = (batch.invoice ?? []).filter(({ status }) => status === 'paid').map(({ id }) => `invoice ${id}`)
  const payments = (batch.invoice_payment ?? []).filter(({ status }) => status === 'paid')
  const intents = payments.map(({ paymentIntentId }) => `payments_of_intent ${paymentIntentId}`)
  return new Set([...keys, ...paid, ...intents])
}

/** Which needs the mirror meets. A transfer is always asked for again: its reversals have changed it. */
async function heldAlready(entity: InboxEntity, needs: readonly Need[]): Promise<Set<string>> {
  const ids = (what: Need['what']) => needs.filter((need) => need.what === what).map(({ id }) => id)
  const rows = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ what: string; id: string }>(
      `SELECT 'balance_transaction' AS what, id FROM balance_transaction
        WHERE entity_id = $1 AND livemode = $2 AND account = ANY($3::text[]) AND id = ANY($4::text[])
       UNION ALL
       SELECT 'charge', id FROM charge WHERE entity_id = $1 AND livemode = $2 AND account = ANY($3::text[]) AND id = ANY($5::text[])
       UNION ALL
       SELECT 'application_fee', id FROM application_fee
        WHERE entity_id = $1 AND livemode = $2 AND account = ANY($3::text[]) AND id = ANY($10::text[])
       UNION ALL
       SELECT 'sessions_of_intent', payment_intent_id FROM checkout_session
        WHERE entity_id = $1 AND livemode = $2 AND payment_intent_id = ANY($11::text[]) AND payment_status = 'paid'
       UNION ALL
       SELECT 'refund', id FROM refund WHERE entity_id = $1 AND livemode = $2 AND account = ANY($3::text[]) AND id = ANY($9::text[])
       UNION ALL
       SELECT 'payment_intent', id FROM payment_intent
        WHERE entity_id = $1 AND livemode = $2 AND account = ANY($3::text[]) AND id = ANY($6::text[])
       UNION ALL
       SELECT 'invoice', id FROM invoice
        WHERE entity_id = $1 AND livemode = $2 AND account = ANY($3::text[]) AND id = ANY($7::text[]) AND status = 'paid'
       UNION ALL
       SELECT 'payments_of_intent', payment_intent_id FROM invoice_payment
        WHERE entity_id = $1 AND livemode = $2 AND payment_intent_id = ANY($8::text[]) AND status = 'paid'`,
      [
        entity.id,
        entity.livemode,
        [...new Set(needs.map(({ account }) => account))],
        ids('balance_transaction'),
        ids('charge'),
        ids('payment_intent'),
        ids('invoice'),
        ids('payments_of_intent'),
        ids('refund'),
        ids('application_fee'),
        ids('sessions_of_intent'),
      ],
    ),
  )
  return new Set(rows.map(({ what, id }) => `${what} ${id}`))
}

async function ask(entity: InboxEntity, need: Need, memory: Memory): Promise<Fetched[]> {
  const key = keyOf(need)
  const asked = memory.get(key) ?? askStripe(entity, need)
  memory.set(key, asked)
  try {
    return await asked
  } catch (error) {
    if (need.isOptional && error instanceof StripeTrouble && error.kind === 'missing') return []
    throw error
  }
}

async function askStripe(entity: InboxEntity, { what, account, id }: Need): Promise<Fetched[]> {
  const caller = callerFor(entity, account)
  switch (what) {
    case 'lines':
      return fetchAll(caller, `invoices/${encodeURIComponent(id)}/lines`)
    case 'reversals':
      return fetchAll(caller, `transfers/${encodeURIComponent(id)}/reversals`)
    case 'fee_refunds':
      return fetchAll(caller, `application_fees/${encodeURIComponent(id)}/refunds`)
    case 'sessions_of_intent':
      return fetchAll(caller, 'checkout/sessions', { payment_intent: id, expand: ['data.line_items'] })
    case 'transfer_of_charge':
      return inside(await fetchExpanded(caller, `charges/${encodeURIComponent(id)}`, ['transfer']), 'transfer')
    case 'charge_again':
      return [await fetchObject(caller, 'charge', id)]
    case 'transactions_of':
      return fetchAll(caller, 'balance_transactions', { source: id })
    case 'payments_of_invoice':
      return fetchAll(caller, 'invoice_payments', { invoice: id })
    case 'payments_of_intent':
      return fetchAll(caller, 'invoice_payments', { 'payment[type]': 'payment_intent', 'payment[payment_intent]': id })
    default:
      return [await fetchObject(caller, what, id)]
  }
}

/** The object in a field of another one; none where it is not there. */
function inside({ wire, asOf }: Fetched, field: string): Fetched[] {
  const found = wire[field]
  return isWire(found) ? [{ wire: found, asOf }] : []
}

const TYPE_OF_PART: Partial<Record<Need['what'], string>> = {
  reversals: 'transfer_reversal',
  fee_refunds: 'fee_refund',
  sessions_of_intent: 'checkout.session',
  transfer_of_charge: 'transfer',
  transactions_of: 'balance_transaction',
  charge_again: 'charge',
  payments_of_invoice: 'invoice_payment',
  payments_of_intent: 'invoice_payment',
}

function takeFound(entity: InboxEntity, { what, account, id }: Need, found: readonly Fetched[]): Gathered {
  const into = nothingYet()
  if (what === 'lines') {
    into.batch.invoice_line = found.map(({ wire, asOf }, position) =>
      mapInvoiceLine(wire, { account, asOf, invoiceId: id, position }),
    )
    return into
  }
  // What no invoice asked for may have been bought on a checkout page, which says what was bought.
  if (what === 'payments_of_intent' && found.length === 0) {
    into.needs.push({ what: 'sessions_of_intent', account, id, isOptional: true })
  }
  const type = TYPE_OF_PART[what] ?? (what as FetchableType)
  for (const { wire, asOf } of found) takeObject(into, type, wire, { account, asOf }, entity.stripeAccount)
  return into
}
