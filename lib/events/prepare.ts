import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { PINNED_VERSION } from '#lib/providers/stripe/client.ts'
import { type Fetched, fetchObject, isFetchable } from '#lib/providers/stripe/fetch.ts'
import { objectInside } from '#lib/providers/stripe/verify-event.ts'
import { idIn, UnreadableWire, type Wire } from '#lib/providers/stripe/wire.ts'
import { bring, type Memory } from './bring.ts'
import { inParallel } from './in-parallel.ts'
import type { Ending, LeasedEvent } from './lease.ts'
import { MIRROR_TABLES } from './mirror-tables.ts'
import type { InboxEntity } from './model.ts'
import { type Gathered, mirrorKindOf, movesAlone, nothingYet, takeObject } from './take-object.ts'

/** What a batch of events comes to: rows, how each event ends, and which objects were believed from the event itself. */
export type Prepared = {
  readonly gathered: Gathered
  readonly endings: readonly Ending[]
  /** "kind account id": these must be newer than what the mirror holds when they are written, or be asked for after all. */
  readonly believed: readonly string[]
}

/** The event cannot be used as things are; a person sees why and may try again. */
export class Parked extends Error {
  override readonly name = 'Parked'
}

/** One object and every event about it. */
type Subject = {
  readonly account: string
  readonly type: string
  readonly id: string
  readonly events: LeasedEvent[]
  /** An event is about a part of it, so that only Stripe says what the whole is now. */
  readonly isPart?: true
}

const CALLS_AT_ONCE = 6

/** Reads what the events say, asks Stripe where they cannot be believed, and brings what belongs to it. Writes nothing. */
export async function prepare(entity: InboxEntity, events: readonly LeasedEvent[], memory: Memory): Promise<Prepared> {
  const gathered = nothingYet()
  const endings: Ending[] = []
  const believed: string[] = []
  const subjects = subjectsOf(entity, events, endings)
  const held = await heldSince(entity, subjects)
  await inParallel(subjects, CALLS_AT_ONCE, async (subject) => {
    const event = believable(subject, held.get(keyOf(subject)))
    const taken = event === null ? null : takenFrom(entity, subject, event)
    if (event !== null && taken !== null) {
      merge(gathered, taken)
      if (!movesAlone(subject.type)) believed.push(keyOf(subject))
      conclude(endings, subject, `Kept ${subject.type} ${subject.id} as this event says.`)
    } else {
      merge(gathered, await askedFor(entity, subject, memory))
      conclude(endings, subject, `Kept ${subject.type} ${subject.id} as Stripe said when asked.`)
    }
  })
  await bring(gathered, { entity, memory })
  return { gathered, endings, believed }
}

function merge(into: Gathered, more: Gathered): void {
  for (const [kind, rows] of Object.entries(more.batch)) {
    const key = kind as keyof Gathered['batch']
    Object.assign(into.batch, { [key]: [...(into.batch[key] ?? []), ...rows] })
  }
  into.accounts.push(...more.accounts)
  into.needs.push(...more.needs)
}

const conclude = (endings: Ending[], { events }: Subject, outcome: string) => {
  for (const event of events) endings.push({ event, state: 'mirrored', outcome })
}

const keyOf = ({ account, type, id }: Subject) => `${mirrorKindOf(type)} ${account} ${id}`

/** Groups events by object; events about nothing the mirror holds end here. */
function subjectsOf(entity: InboxEntity, events: readonly LeasedEvent[], endings: Ending[]): Subject[] {
  const subjects = new Map<string, Subject>()
  for (const event of events) {
    const named = subjectOf(entity, event)
    if (typeof named === 'string') endings.push({ event, state: 'ignored', outcome: named })
    else {
      const known = subjects.get(keyOf(named)) ?? named
      known.events.push(event)
      subjects.set(keyOf(named), named.isPart ? { ...known, isPart: true } : known)
    }
  }
  return [...subjects.values()]
}

/** Types whose events do not carry everything we keep: the current object is asked for. */
const ALWAYS_ASKED = new Set(['account', 'checkout.session'])

/** Types that no webhook carries: these are believed only when Stripe was asked for them. */
const NEVER_IN_EVENTS = new Set(['balance_transaction', 'transfer_reversal'])

function subjectOf(entity: InboxEntity, event: LeasedEvent): Subject | string {
  const { account, objectType: type, objectId: id } = event
  if (event.type === 'invoice.upcoming') return 'It foretells an invoice that is not there yet.'
  // Bank details have no object of their own here: the account that owns them is asked for, and says all of them.
  if (type === 'capability' || event.type.startsWith('account.external_account.')) {
    const owner = idIn(objectInside(event.payload), 'account') || (type === 'capability' ? '' : account)
    return owner === ''
      ? 'It names no account.'
      : { account: entity.stripeAccount, type: 'account', id: owner, events: [] }
  }
  if (type === 'fee_refund') {
    const feeId = idIn(objectInside(event.payload), 'fee')
    return feeId === '' ? 'It names no fee.' : { account, type: 'application_fee', id: feeId, events: [], isPart: true }
  }
  if (mirrorKindOf(type) === null || NEVER_IN_EVENTS.has(type))
    return `Nothing here uses ${type || 'this kind of object'} yet.`
  if (id === '') return 'Its object has no id.'
  const isGone = objectInside(event.payload).deleted === true || /^(?!customer\.deleted).*\.deleted$/.test(event.type)
  if (isGone && type !== 'customer' && type !== 'subscription') return `${type} ${id} was deleted at Stripe.`
  return { account: type === 'account' ? entity.stripeAccount : account, type, id, events: [] }
}

/**
 * The event whose object may be believed: the newest one, if nothing is as new as it is, neither another event nor the mirror,
 * and it speaks the version we read. Null: only Stripe knows. Order of arrival decides nothing.
 */
function believable({ type, events, isPart }: Subject, heldSinceAt: Date | undefined): LeasedEvent | null {
  if (isPart || ALWAYS_ASKED.has(type)) return null
  const newestMs = Math.max(...events.map(({ occurredAt }) => occurredAt.getTime()))
  const newest = events.filter(({ occurredAt }) => occurredAt.getTime() === newestMs)
  const [event] = newest
  if (event === undefined || newest.length > 1 || event.apiVersion !== PINNED_VERSION) return null
  return heldSinceAt === undefined || heldSinceAt < event.occurredAt ? event : null
}

/** What the event says; null when it cannot be read, and Stripe is asked instead. */
function takenFrom(entity: InboxEntity, subject: Subject, event: LeasedEvent): Gathered | null {
  try {
    return take(entity, subject, { wire: objectInside(event.payload), asOf: event.occurredAt })
  } catch (error) {
    if (error instanceof UnreadableWire && isFetchable(subject.type)) return null
    throw error
  }
}

async function askedFor(entity: InboxEntity, subject: Subject, memory: Memory): Promise<Gathered> {
  const { account, type, id } = subject
  if (!isFetchable(type)) throw new Parked(`It speaks another version, and ${type} cannot be asked for by id.`)
  const key = `subject ${type} ${id}`
  const asking = memory.get(key) ?? fetchObject(callerFor(entity, account), type, id).then((one) => [one])
  memory.set(key, asking)
  const [found] = await asking
  if (found === undefined) throw new Parked('Stripe does not know this object.')
  return take(entity, subject, { wire: found.wire, asOf: notBefore(found, subject.events) })
}

/** What was asked for after an event is at least as new as the event, whatever the clocks say. */
const notBefore = ({ asOf }: Fetched, events: readonly LeasedEvent[]) =>
  new Date(Math.max(asOf.getTime(), ...events.map(({ occurredAt }) => occurredAt.getTime())))

function take(
  entity: InboxEntity,
  { account, type, id }: Subject,
  { wire, asOf }: { wire: Wire; asOf: Date },
): Gathered {
  const into = nothingYet()
  if (wire.deleted === true && type !== 'customer') throw new Parked(`${type} ${id} was deleted at Stripe.`)
  takeObject(into, type, wire, { account, asOf }, entity.stripeAccount)
  return into
}

/** How new the mirror's own rows of these objects are. */
async function heldSince(entity: InboxEntity, subjects: readonly Subject[]): Promise<Map<string, Date>> {
  const byKind = Map.groupBy(subjects, ({ type }) => mirrorKindOf(type))
  const parts: string[] = []
  const values: unknown[] = [entity.id, entity.livemode]
  for (const [kind, group] of byKind) {
    if (kind === null) continue
    values.push(
      group.map(({ account }) => account),
      group.map(({ id }) => id),
    )
    parts.push(`SELECT '${kind}' AS kind, account, id, as_of FROM ${MIRROR_TABLES[kind].name}
      WHERE entity_id = $1 AND livemode = $2 AND (account, id) IN (SELECT * FROM unnest($${values.length - 1}::text[], $${values.length}::text[]))`)
  }
  if (parts.length === 0) return new Map()
  const rows = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ kind: string; account: string; id: string; as_of: Date }>(parts.join(' UNION ALL '), values),
  )
  return new Map(rows.map(({ kind, account, id, as_of }) => [`${kind} ${account} ${id}`, as_of]))
}
