import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'

/** What Stripe agreed to charge for a payment: a share and a fixed part, perhaps at most so much. */
export type FeePrice = {
  /** Stripe's type of payment method, such as `card`; empty for all without a price of their own. */
  readonly method: string
  readonly currency: string
  /** Hundredths of a percent of the amount. */
  readonly bps: number
  readonly fixed: WireMoney
  readonly cap: WireMoney | null
  /** First accounting day it holds on. */
  readonly fromOn: string
}

type Row = {
  method: string
  currency: string
  bps: number
  fixedMinor: bigint
  capMinor: bigint | null
  fromOn: string
}

/** The agreed prices, by method and currency, the latest first. */
export async function listPrices(tx: Sql): Promise<FeePrice[]> {
  const rows = await tx.sql<Row>(
    `SELECT method, currency::text, bps, fixed_minor AS "fixedMinor", cap_minor AS "capMinor", from_on::text AS "fromOn"
       FROM fee_price WHERE entity_id = $1 AND livemode = $2 ORDER BY method, currency, from_on DESC LIMIT 500`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ fixedMinor, capMinor, ...row }) => ({
    ...row,
    fixed: { minor: fixedMinor.toString(), currency: row.currency },
    cap: capMinor === null ? null : { minor: capMinor.toString(), currency: row.currency },
  }))
}

type Agreeing = {
  readonly actor: Actor
  readonly method: string
  readonly currency: string
  readonly bps: number
  readonly fixedMinor: bigint
  readonly capMinor: bigint | null
  readonly fromOn: string
  readonly at: Date
}

/** Keeps an agreed price from a day on; the same day again replaces it. */
export async function agreePrice(tx: Sql, { actor, at, ...price }: Agreeing): Promise<void> {
  await tx.exec(
    `INSERT INTO fee_price (entity_id, livemode, method, currency, bps, fixed_minor, cap_minor, from_on, agreed_by, agreed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::date, $9, $10::text::timestamptz)
     ON CONFLICT (entity_id, livemode, method, currency, from_on) DO UPDATE SET bps = excluded.bps, fixed_minor = excluded.fixed_minor,
       cap_minor = excluded.cap_minor, agreed_by = excluded.agreed_by, agreed_at = excluded.agreed_at`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      price.method,
      price.currency,
      price.bps,
      price.fixedMinor,
      price.capMinor,
      price.fromOn,
      actor.personId,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'found.price',
    subject: { kind: 'entity', id: actor.entity.id },
    after: { ...price, fixedMinor: price.fixedMinor, capMinor: price.capMinor },
    note: `Stripe’s price for ${price.method === '' ? 'every other method' : price.method} in ${price.currency} from ${price.fromOn}.`,
    requestId: actor.requestId,
    at,
  })
}
