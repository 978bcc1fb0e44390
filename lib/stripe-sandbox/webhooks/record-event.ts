import type { Stripe } from 'stripe'
import type { Kind, Rows } from '../core/kinds.ts'
import { show } from '../core/render.ts'
import type { World } from '../core/world.ts'
import { enqueueDeliveries } from './queue.ts'

export const API_VERSION = '2026-10-28.endive'

type EventType = Stripe.Event['type']

/** Records that something happened to an object, as a snapshot, and queues it for every endpoint that listens. */
export function recordEvent<K extends Kind>(
  world: World,
  account: string,
  type: EventType,
  kind: K,
  row: Rows[K],
  previous?: Partial<Rows[K]>,
): void {
  if (world.outside() < world.eventsFrom) return
  recordSnapshot(world, account, type, show(world, account, kind, row), previous)
}

/** The same for an object that has no row, such as a balance. */
export function recordSnapshot(
  world: World,
  account: string,
  type: EventType,
  object: object,
  previous?: object,
): void {
  if (world.outside() < world.eventsFrom) return
  const event = world.store.insert('event', account, {
    id: world.ids.next('evt'),
    object: 'event',
    ...(account !== world.platform && { account }),
    api_version: API_VERSION,
    created: world.outside(),
    data: { object, ...(previous && { previous_attributes: previous }) },
    livemode: false,
    request: { ...world.cause },
    type,
  })
  enqueueDeliveries(world, account, event)
}
