import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import type { Asker } from './search.ts'

const AT = new Date('2026-11-20T12:00:00Z')

/** An entity to keep documents for. */
export const testEntity = (): Promise<Entity> =>
  ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_retrieval',
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: AT,
    automaticSince: null,
    at: AT,
  })

/** Somebody of the console. */
export const asOperator = (entity: Entity) => ({
  personId: 'per_olu',
  roles: ['operator' as const],
  requestId: 'req_t',
  scope: { entityId: entity.id, livemode: entity.livemode, actor: 'per_olu' },
})

/** A conversation of one seller. */
export const asSeller = (entity: Entity, sellerId: string): Asker => ({
  roles: ['seller'],
  scope: { entityId: entity.id, livemode: entity.livemode, actor: 'per_sel', role: 'tieout_seller', sellerId },
})
