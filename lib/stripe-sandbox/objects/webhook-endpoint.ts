import { letters } from '../core/ids.ts'
import type { WebhookEndpointRow } from '../core/kinds.ts'
import type { Metadata } from '../core/wire.ts'
import type { World } from '../core/world.ts'

type NewEndpoint = {
  url: string
  enabledEvents: string[]
  connect: boolean
  apiVersion: string | null
  description: string | null
  metadata: Metadata
}

/** Registers a listener. Its secret is derived from its id, and shown in the answer to its creation only. */
export function createWebhookEndpoint(world: World, input: NewEndpoint): WebhookEndpointRow {
  const id = world.ids.next('we')
  return world.store.insert('webhook_endpoint', world.platform, {
    id,
    object: 'webhook_endpoint',
    api_version: input.apiVersion,
    application: null,
    created: world.now(),
    description: input.description,
    enabled_events: input.enabledEvents,
    livemode: false,
    metadata: input.metadata,
    status: 'enabled',
    url: input.url,
    _connect: input.connect,
    _secret: `whsec_${letters(`${id}:secret`, 32)}`,
  })
}
