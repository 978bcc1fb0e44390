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
  /** Derived from its id without it. */
  secret?: string
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
    _secret: input.secret ?? `whsec_${letters(`${id}:secret`, 32)}`,
  })
}

/** Two listeners, for the platform's events and the connected accounts', with a secret that was agreed on before. Those there are stay. */
export function deliverTo(world: World, url: string, secret: string): void {
  const known = world.store.all('webhook_endpoint', world.platform).filter((endpoint) => endpoint.url === url)
  for (const connect of [false, true]) {
    if (known.some((endpoint) => endpoint._connect === connect && endpoint._secret === secret)) continue
    createWebhookEndpoint(world, {
      url,
      secret,
      connect,
      enabledEvents: ['*'],
      apiVersion: null,
      description: null,
      metadata: {},
    })
  }
}
