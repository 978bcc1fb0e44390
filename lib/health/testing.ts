import type { Actor } from '#lib/access/actor.ts'
import { newId } from '#lib/platform/ids.ts'
import type { Rows } from '#lib/platform/testing/rows.ts'
import { aWorld, NOW, type World } from '#lib/settlements/testing-world.ts'

export type Day = Readonly<
  Partial<Record<'gross_minor' | 'refund_minor' | 'orders' | 'disputes' | 'payouts' | 'payout_failures', number>>
>

/** A marketplace whose days are told as the roll-ups keep them. */
export type HealthWorld = World & {
  /** A seller of two years, by its account; returns `sel_…`. */
  seller(account: string, facts?: Readonly<Record<string, unknown>>): Promise<string>
  /** Somebody who may work on alerts, and approve. */
  person(id: string): Actor
  /** The same on every day from `from` days ago until `until` days ago; `until` is not in it. */
  days(sellerId: string, from: number, until: number, day: Day): Promise<void>
}

export const TODAY = '2026-11-20'
export const AT = NOW

export async function aHealthWorld(rows: Rows): Promise<HealthWorld> {
  const world = await aWorld()
  const own = { entity_id: world.entity.id, livemode: world.entity.livemode }
  return {
    ...world,
    seller: async (account, facts = {}) => {
      const id = newId('sel')
      await rows.insert('seller', {
        ...own,
        id,
        stripe_account: account,
        name: `Seller ${account}`,
        email: `${account}@seller.test`,
        default_currency: 'USD',
        charges_enabled: true,
        payouts_enabled: true,
        transfers_status: 'active',
        account_created_at: '2024-11-01T00:00:00Z',
        ...facts,
      })
      return id
    },
    person: (id) => ({
      personId: id,
      email: `${id}@example.test`,
      name: id,
      roles: ['operator', 'approver'],
      sellerId: null,
      entity: world.entity,
      scope: { ...world.scope, actor: id },
      requestId: 'req_1',
    }),
    days: async (sellerId, from, until, day) => {
      const measures = Object.keys(day)
      await rows.query(
        `INSERT INTO analytics_day (entity_id, livemode, on_day, seller_id, currency, category, method, reason, ${measures.join(', ')})
         SELECT $1, $2, $3::date - ago, $4, 'USD', '', '', '', ${Object.values(day).join(', ')} FROM generate_series($6::int + 1, $5::int) AS n (ago)`,
        [own.entity_id, own.livemode, TODAY, sellerId, from, until],
      )
      await rows.query(
        `INSERT INTO analytics_total AS t (entity_id, livemode, on_day, currency, category, method, reason, gross_minor)
         SELECT $1, $2, $3::date - ago, 'USD', '', '', '', $6 FROM generate_series($5::int + 1, $4::int) AS n (ago)
         ON CONFLICT (entity_id, livemode, on_day, currency, category, method, reason) DO UPDATE SET gross_minor = t.gross_minor + excluded.gross_minor`,
        [own.entity_id, own.livemode, TODAY, from, until, day.gross_minor ?? 0],
      )
    },
  }
}
