import { invalid } from '../core/failure.ts'
import { show } from '../core/render.ts'
import type { JsonObject } from '../core/wire.ts'
import { boolean, clearable, listOf, mergeMetadata, metadata, required, text } from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { createWebhookEndpoint } from '../objects/webhook-endpoint.ts'

const UNDELIVERED = `(SELECT 1 FROM delivery WHERE delivery.event = event.id AND delivery.state <> 'delivered')`
const TYPES_MAX = 20

/** Events and the endpoints that hear of them. */
export const eventRoutes: Route[] = [
  getRoute('/v1/events/:id', 'event'),
  listRoute(
    '/v1/events',
    'event',
    { ...CREATED, type: text, types: listOf(text), delivery_success: boolean },
    ({ params }) => {
      const { type, types, delivery_success } = params as {
        type?: string
        types?: string[]
        delivery_success?: boolean
      }
      if (type !== undefined && types !== undefined) throw invalid('You may not specify both type and types.', 'types')
      if (types && types.length > TYPES_MAX) throw invalid(`At most ${TYPES_MAX} types.`, 'types')
      const wanted = types ? { in: types.map(pattern) } : type === undefined ? undefined : { in: [pattern(type)] }
      const conditions = [
        ...(wanted ? [`(${wanted.in.join(' OR ')})`] : []),
        ...(delivery_success === undefined ? [] : [`${delivery_success ? 'NOT ' : ''}EXISTS ${UNDELIVERED}`]),
      ]
      return {
        where: { type: undefined, types: undefined, delivery_success: undefined },
        ...(conditions.length && { condition: conditions.join(' AND ') }),
      }
    },
  ),

  route(
    'POST',
    '/v1/webhook_endpoints',
    {
      url: required(text),
      enabled_events: required(listOf(text)),
      connect: boolean,
      api_version: text,
      description: clearable,
      metadata,
    },
    (call) => {
      const { params } = call
      if (!/^https?:\/\//.test(params.url))
        throw invalid('Invalid URL: must begin with http:// or https://', 'url', 'url_invalid')
      if (params.enabled_events.length === 0) throw invalid('You must specify at least one event.', 'enabled_events')
      const endpoint = createWebhookEndpoint(call.world, {
        url: params.url,
        enabledEvents: params.enabled_events,
        connect: params.connect ?? false,
        apiVersion: params.api_version ?? null,
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
      })
      return { ...reply(call, 'webhook_endpoint', endpoint), secret: endpoint._secret }
    },
  ),
  getRoute('/v1/webhook_endpoints/:id', 'webhook_endpoint'),
  listRoute('/v1/webhook_endpoints', 'webhook_endpoint', {}),
  route(
    'POST',
    '/v1/webhook_endpoints/:id',
    { url: text, enabled_events: listOf(text), disabled: boolean, description: clearable, metadata },
    (call) => {
      const { world, account, params } = call
      const endpoint = world.require('webhook_endpoint', account, lastOf(call.ids))
      const changed = world.store.update('webhook_endpoint', endpoint, {
        ...(params.url !== undefined && { url: params.url }),
        ...(params.enabled_events !== undefined && { enabled_events: params.enabled_events }),
        ...(params.disabled !== undefined && { status: params.disabled ? 'disabled' : 'enabled' }),
        ...(params.description !== undefined && { description: params.description }),
        metadata: mergeMetadata(endpoint.metadata, params.metadata),
      })
      return show(world, account, 'webhook_endpoint', changed)
    },
  ),
  route('DELETE', '/v1/webhook_endpoints/:id', {}, (call): JsonObject => {
    const { id } = call.world.require('webhook_endpoint', call.account, lastOf(call.ids))
    call.world.store.remove('webhook_endpoint', id)
    call.world.store.statement(`DELETE FROM delivery WHERE endpoint = ? AND state = 'waiting'`).run(id)
    return { id, object: 'webhook_endpoint', deleted: true }
  }),
]

/** `invoice.paid`, `invoice.*` or `*`, as a condition. */
function pattern(type: string): string {
  if (!/^(\*|[a-z0-9_.]+(\.\*)?)$/.test(type)) throw invalid(`Unknown event type: ${type}`, 'type')
  if (type === '*') return 'TRUE'
  return type.endsWith('.*') ? `by_type GLOB '${type}'` : `by_type = '${type}'`
}
