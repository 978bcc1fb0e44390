import type { EventRow, WebhookEndpointRow } from '../core/kinds.ts'
import type { Store } from '../core/store.ts'
import type { World } from '../core/world.ts'

/** Deliveries are real HTTP, so their times are wall-clock milliseconds, not virtual seconds. */
export function createQueueTable(store: Store): void {
  store.database.exec(`CREATE TABLE IF NOT EXISTS delivery (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, account TEXT NOT NULL,
    endpoint TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due_ms INTEGER NOT NULL,
    last_status INTEGER, last_error TEXT, delivered_ms INTEGER, is_duplicate INTEGER NOT NULL DEFAULT 0, flaw TEXT);
    CREATE INDEX IF NOT EXISTS delivery_due ON delivery (state, due_ms);
    CREATE INDEX IF NOT EXISTS delivery_event ON delivery (event, state);`)
}

/** Queues the event for each listening endpoint; dropped ones stay on record as undelivered. */
export function enqueueDeliveries(world: World, account: string, event: EventRow): void {
  if (world.isGenerating) return
  for (const endpoint of world.store.all('webhook_endpoint', world.platform)) {
    if (!listens(world, endpoint, account, event.type)) continue
    const plan = world.planDelivery(event.created)
    for (let copy = 0; copy < plan.copies; copy += 1) {
      world.store
        .statement(
          'INSERT INTO delivery (event, account, endpoint, state, due_ms, is_duplicate, flaw) VALUES (?, ?, ?, ?, ?, ?, ?)',
        )
        .run(
          event.id,
          account,
          endpoint.id,
          plan.dropped ? 'dropped' : 'waiting',
          Date.now() + plan.delayMs,
          copy === 0 ? 0 : 1,
          plan.flaw,
        )
    }
  }
}

function listens(world: World, endpoint: WebhookEndpointRow, account: string, type: string): boolean {
  if (endpoint.status !== 'enabled' || endpoint._connect !== (account !== world.platform)) return false
  return endpoint.enabled_events.some((wanted) => wanted === '*' || wanted === type)
}

/** Sends an event again to every endpoint that listens, as "Resend" in the Dashboard does; faults do not touch it. */
export function resend(world: World, account: string, event: EventRow): number {
  const endpoints = world.store
    .all('webhook_endpoint', world.platform)
    .filter((endpoint) => listens(world, endpoint, account, event.type))
  for (const { id } of endpoints) {
    world.store
      .statement(
        `INSERT INTO delivery (event, account, endpoint, state, due_ms, is_duplicate) VALUES (?, ?, ?, 'waiting', ?, 1)`,
      )
      .run(event.id, account, id, Date.now())
  }
  return endpoints.length
}
