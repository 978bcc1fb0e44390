import { createHash } from 'node:crypto'
import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import { faultId, log } from '#lib/platform/log.ts'
import type { Courier, Couriers, Delivery } from './courier.ts'
import { ATTEMPTS_MAX, waitAfter } from './model.ts'
import { abandoned, endTry, type Leased, leaseMessages, postponeSide } from './store.ts'
import { holdBack } from './suppressions/held-back.ts'

/** Taken and sent at once: no message waits for others while its lease runs. */
const AT_ONCE = 4
/** What one run delivers at most; the next job goes on. */
const ROUNDS_MAX = 250
/** A pause that is asked for without saying how long. */
const PAUSE_MS = 60_000

type Delivering = { readonly entity: Entity; readonly couriers: Couriers; readonly present?: () => Date }

/**
 * Delivers what is due: takes messages under a lease, sends them outside any transaction, and writes each end in one that
 * checks the lease. A worker that is killed in the middle leaves a lease behind; when it ends, the message is sent again only
 * if the other side does it once or can be asked, and otherwise stays *unknown* until a person decides. Answers how many tries
 * were made.
 */
export async function deliverMessages({ entity, couriers, present = clock.now }: Delivering): Promise<number> {
  await takeUpAbandoned(entity, couriers, present())
  await holdBack(entity, present())
  let tries = 0
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const taken = await leaseMessages(entity, Object.keys(couriers), present(), AT_ONCE)
    if (taken.length === 0) break
    tries += taken.length
    await Promise.all(taken.map((message) => deliverOne({ entity, couriers, present }, message)))
  }
  return tries
}

async function deliverOne({ entity, couriers, present = clock.now }: Delivering, message: Leased): Promise<void> {
  const courier = couriers[message.kind]
  if (courier === undefined) throw new Error(`nobody delivers ${message.kind}`)
  const delivery = await attempt(courier, message, present())
  const at = present()
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    const isOurs = await endTry(tx, message, endingOf(courier, message, delivery, at), at)
    if (!isOurs) return
    if (delivery.outcome === 'delivered' || delivery.outcome === 'refused') await delivery.record?.(tx, at)
    if (delivery.outcome === 'retry' && delivery.everybody) {
      await postponeSide(tx, message.kind, new Date(at.getTime() + (delivery.retryAfterMs ?? PAUSE_MS)))
    }
  })
}

/** Asks first when an earlier try may have arrived. */
async function attempt(courier: Courier, message: Leased, at: Date): Promise<Delivery> {
  try {
    if (message.isDoubtful && courier.lookUp !== undefined) {
      const found = await courier.lookUp(message)
      if (found !== null) return found
    }
    return await courier.send(message, at)
  } catch (error) {
    const fault = faultId()
    log.error({ fault, message: message.id, kind: message.kind, error: String(error) }, 'a message could not be sent')
    return { outcome: 'unknown', message: `The try ended with a fault of ours (${fault}).` }
  }
}

function endingOf(courier: Courier, message: Leased, delivery: Delivery, at: Date): Parameters<typeof endTry>[2] {
  const base = { requestId: delivery.requestId ?? '', outcome: delivery.outcome }
  if (delivery.outcome === 'delivered') {
    const { remoteId, remoteUrl } = delivery
    return {
      ...base,
      state: 'sent',
      detail: '',
      isDoubtful: false,
      remoteId,
      ...(remoteUrl === undefined ? {} : { remoteUrl }),
    }
  }
  const detail = delivery.message
  if (delivery.outcome === 'refused') return { ...base, state: 'dead', detail, isDoubtful: false }
  const isDoubtful = message.isDoubtful || delivery.outcome === 'unknown'
  if (delivery.outcome === 'unknown' && !mayRepeat(courier)) return { ...base, state: 'unknown', detail, isDoubtful }
  if (message.attempts >= ATTEMPTS_MAX) return { ...base, state: 'dead', detail, isDoubtful }
  const wait = waitAfter(message.attempts, chanceOf(message))
  const asked = delivery.outcome === 'retry' ? (delivery.retryAfterMs ?? 0) : (courier.lookUpAfterMs ?? 0)
  return { ...base, state: 'failed', detail, isDoubtful, dueAt: new Date(at.getTime() + Math.max(wait, asked)) }
}

const mayRepeat = (courier: Courier) => courier.isIdempotent === true || courier.lookUp !== undefined

/** Between 0 and 1, from the message and its try: chance that can be worked out again. */
function chanceOf({ id, attempts }: Leased): number {
  return createHash('sha256').update(`${id}:${attempts}`).digest().readUInt32BE(0) / 2 ** 32
}

async function takeUpAbandoned(entity: Entity, couriers: Couriers, at: Date): Promise<void> {
  await inRawTransaction(SYSTEM(entity), async (tx) => {
    for (const message of await abandoned(tx, at)) {
      const courier = couriers[message.kind]
      const isSafe = courier !== undefined && mayRepeat(courier)
      await endTry(
        tx,
        message,
        {
          state: isSafe ? 'failed' : 'unknown',
          outcome: 'unknown',
          detail: isSafe
            ? 'The worker ended in the middle of a try.'
            : 'The worker ended in the middle of a try, and the other side cannot be asked: it may have arrived.',
          requestId: '',
          isDoubtful: true,
          dueAt: new Date(at.getTime() + (courier?.lookUpAfterMs ?? 0)),
        },
        at,
      )
    }
  })
}
