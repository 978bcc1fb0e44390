import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { faultId, log } from '#lib/platform/log.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { UnreadableWire } from '#lib/providers/stripe/wire.ts'
import type { Memory } from './bring.ts'
import { type Ending, endLeases, type LeasedEvent, LeaseLost, leaseEvents } from './lease.ts'
import { type Dispatch, mirror } from './mirror.ts'
import { changesOf } from './mirror-changes.ts'
import { ATTEMPTS_MAX, type InboxEntity, retryDelayMs } from './model.ts'
import { Parked, type Prepared, prepare } from './prepare.ts'

type Work = { readonly entity: InboxEntity; readonly at: Date; readonly limit?: number; readonly dispatch: Dispatch }

/** Something wrote a newer object meanwhile: what the event says is asked for after all. */
class Superseded extends Error {
  override readonly name = 'Superseded'
}

const LIMIT = 50
const SUPERSEDED_MAX = 3
/** So many events in a row in trouble with Stripe itself: the rest of the batch waits, too. */
const TROUBLE_MAX = 3

/**
 * Works on what is due: leases, asks Stripe for what is needed outside any transaction, then mirrors, dispatches and marks done
 * in one transaction that checks the lease. Returns how many events were leased. Any number of workers may do this at once.
 */
export async function workInbox({ entity, at, limit = LIMIT, dispatch }: Work): Promise<number> {
  const events = await leaseEvents(entity, at, limit)
  if (events.length === 0) return 0
  const memory: Memory = new Map()
  if (events.length > 1 && (await isDoneTogether(entity, events, { at, dispatch, memory }))) return events.length
  let troubles = 0
  for (const [index, event] of events.entries()) {
    const error = await workAlone(entity, event, { at, dispatch, memory })
    troubles = error instanceof StripeTrouble && error.kind !== 'missing' ? troubles + 1 : 0
    if (troubles === TROUBLE_MAX) {
      await putBack(entity, events.slice(index + 1), at)
      break
    }
  }
  return events.length
}

type Doing = { readonly at: Date; readonly dispatch: Dispatch; readonly memory: Memory }

/** The whole batch in one transaction; false when something is in its way, and each event is tried by itself. */
async function isDoneTogether(entity: InboxEntity, events: readonly LeasedEvent[], doing: Doing): Promise<boolean> {
  try {
    await write(entity, await prepare(entity, events, doing.memory), doing)
    return true
  } catch (error) {
    log.debug({ error: String(error), events: events.length }, 'a batch of events is worked on one by one')
    return false
  }
}

/** One event by itself. Returns what was in its way, which is also written on it. */
async function workAlone(entity: InboxEntity, event: LeasedEvent, doing: Doing): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    try {
      await write(entity, await prepare(entity, [event], tries === 1 ? doing.memory : new Map()), doing)
      return null
    } catch (error) {
      if (error instanceof LeaseLost) return null
      if (error instanceof Superseded && tries < SUPERSEDED_MAX) continue
      await endBadly(entity, endingAfter(event, error, doing.at), doing.at)
      return error
    }
  }
}

async function write(entity: InboxEntity, prepared: Prepared, { at, dispatch }: Doing): Promise<void> {
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    await endLeases(tx, prepared.endings, at)
    const written = await mirror(tx, prepared.gathered.batch)
    const keys = new Set(written.map(({ kind, account, id }) => `${kind} ${account} ${id}`))
    if (prepared.believed.some((key) => !keys.has(key))) throw new Superseded('a newer object came in between')
    if (written.length > 0) await dispatch(tx, changesOf(written, prepared.gathered.accounts))
  })
}

function endingAfter(event: LeasedEvent, error: unknown, at: Date): Ending {
  if (error instanceof Parked || error instanceof UnreadableWire)
    return { event, state: 'parked', outcome: error.message }
  if (error instanceof StripeTrouble && error.kind === 'missing') {
    return { event, state: 'parked', outcome: `Stripe does not know this object. ${error.message}` }
  }
  const reason =
    error instanceof StripeTrouble
      ? `Stripe: ${error.message}${error.requestId && ` (request ${error.requestId})`}`
      : faultWords(event, error)
  if (event.attempts >= ATTEMPTS_MAX)
    return { event, state: 'failed', outcome: `Gave up after ${event.attempts} attempts. ${reason}` }
  const dueAt = new Date(at.getTime() + retryDelayMs(event.attempts, Math.random()))
  return { event, state: 'received', outcome: `Attempt ${event.attempts} failed, it is tried again. ${reason}`, dueAt }
}

function faultWords(event: LeasedEvent, error: unknown): string {
  const fault = faultId()
  log.error(
    { fault, event: event.id, type: event.type, error: error instanceof Error ? error.stack : String(error) },
    'an event failed',
  )
  return `${error instanceof Error ? error.message : String(error)} (fault ${fault})`
}

async function endBadly(entity: InboxEntity, ending: Ending, at: Date): Promise<void> {
  try {
    await inRawTransaction(SYSTEM(entity), (tx) => endLeases(tx, [ending], at))
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error
  }
}

const PAUSE_MS = 5_000

/** Stripe does not answer: what was not tried yet waits a little, and the attempt does not count. */
async function putBack(entity: InboxEntity, events: readonly LeasedEvent[], at: Date): Promise<void> {
  const dueAt = new Date(at.getTime() + PAUSE_MS)
  for (const event of events) {
    await endBadly(
      entity,
      { event, state: 'received', outcome: 'Waits until Stripe answers again.', dueAt, isFree: true },
      at,
    )
  }
}
