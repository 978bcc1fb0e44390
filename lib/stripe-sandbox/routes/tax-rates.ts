import { createTaxRate } from '../billing/tax.ts'
import { boolean, clearable, mergeMetadata, metadata, percent, required, text } from '../http/params.ts'
import { CREATED, getRoute, lastOf, listRoute, type Route, reply, route } from '../http/route.ts'
import { recordEvent } from '../webhooks/record-event.ts'

/** Taxes that invoices name themselves (docs.stripe.com/api/tax_rates). */
export const taxRateRoutes: Route[] = [
  route(
    'POST',
    '/v1/tax_rates',
    {
      active: boolean,
      country: text,
      description: text,
      display_name: required(text),
      inclusive: required(boolean),
      jurisdiction: text,
      metadata,
      percentage: required(percent),
      state: text,
      tax_type: text,
    },
    (call) => {
      const { params } = call
      const rate = createTaxRate(call.world, call.account, {
        name: params.display_name,
        percentage: params.percentage,
        inclusive: params.inclusive,
        country: params.country ?? null,
        state: params.state ?? null,
        jurisdiction: params.jurisdiction ?? null,
        description: params.description ?? null,
        taxType: params.tax_type ?? null,
        active: params.active ?? true,
        metadata: mergeMetadata({}, params.metadata),
      })
      return reply(call, 'tax_rate', rate)
    },
  ),
  listRoute('/v1/tax_rates', 'tax_rate', { ...CREATED, active: boolean, inclusive: boolean }),
  getRoute('/v1/tax_rates/:id', 'tax_rate'),
  route(
    'POST',
    '/v1/tax_rates/:id',
    { active: boolean, description: clearable, display_name: text, metadata },
    (call) => {
      const { world, account, params } = call
      const rate = world.require('tax_rate', account, lastOf(call.ids))
      const changed = world.store.update('tax_rate', rate, {
        active: params.active ?? rate.active,
        display_name: params.display_name ?? rate.display_name,
        metadata: mergeMetadata(rate.metadata ?? {}, params.metadata),
        ...(params.description !== undefined && { description: params.description }),
      })
      recordEvent(world, account, 'tax_rate.updated', 'tax_rate', changed)
      return reply(call, 'tax_rate', changed)
    },
  ),
]
