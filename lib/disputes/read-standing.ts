import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Case } from './find-case.ts'
import type { CaseCharge } from './read-charge.ts'

/** Whose the sale is, where its money stands, who bears a loss, and what else is disputed or proposed about it. */
export type Standing = {
  readonly settlement: {
    readonly id: string
    readonly state: string
    readonly pattern: string
    readonly orderId: string
  } | null
  readonly sellers: readonly { readonly id: string; readonly name: string; readonly email: string }[]
  /** Sentences. */
  readonly bearer: readonly string[]
  readonly siblings: readonly { readonly id: string; readonly status: string; readonly amount: string }[]
  readonly pending: readonly { readonly id: string; readonly summary: string; readonly state: string }[]
  /** What Stripe took so far for this dispute, and what it takes for answering one; null where we never saw that. */
  readonly feeMinor: bigint
  readonly counterFeeMinor: bigint | null
}

export async function readStanding(tx: Sql, entity: Entity, found: Case, charge: CaseCharge): Promise<Standing> {
  const key = [tx.scope.entityId, tx.scope.livemode]
  const [settlement] = await tx.sql<NonNullable<Standing['settlement']>>(
    `SELECT id, state, pattern, order_id AS "orderId" FROM settlement
      WHERE entity_id = $1 AND livemode = $2 AND charge_id = $3 ORDER BY id LIMIT 1`,
    [...key, charge.id],
  )
  const sellers = await tx.sql<Standing['sellers'][number]>(
    `SELECT x.id, x.name, x.email FROM seller x
      WHERE x.entity_id = $1 AND x.livemode = $2
        AND (x.stripe_account = $3 OR x.id IN (SELECT h.seller_id FROM settlement_share h WHERE h.settlement_id = $4)) ORDER BY x.name`,
    [...key, charge.account, settlement?.id ?? ''],
  )
  const siblings = await tx.sql<{ id: string; status: string; minor: bigint }>(
    `SELECT id, status, amount_minor AS minor FROM dispute
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND charge_id = $4 AND id <> $5 ORDER BY created_at, id`,
    [...key, charge.account, charge.id, found.id],
  )
  const pending = await pendingAbout(tx, charge.id)
  const [fees] = await tx.sql<{ fee: bigint }>(
    `SELECT coalesce(sum(fee_minor), 0)::bigint AS fee FROM balance_transaction
      WHERE entity_id = $1 AND livemode = $2 AND account = $3 AND source_id = $4`,
    [...key, found.account, found.id],
  )
  const [counter] = await tx.sql<{ minor: bigint }>(
    `SELECT -b.amount_minor AS minor FROM balance_transaction b
      WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = $3 AND b.reporting_category = 'fee' AND b.amount_minor < 0
        AND upper(b.currency) = $4 AND b.source_id IN (SELECT id FROM dispute WHERE entity_id = $1 AND livemode = $2 AND account = $3)
      ORDER BY b.created_at DESC LIMIT 1`,
    [...key, found.account, found.currency],
  )
  return {
    settlement: settlement ?? null,
    sellers,
    bearer: await bearerOf(tx, entity, { charge, settlementId: settlement?.id ?? '' }),
    siblings: siblings.map(({ minor, ...one }) => ({ ...one, amount: formatMoney(money(minor, charge.currency)) })),
    pending,
    feeMinor: fees?.fee ?? 0n,
    counterFeeMinor: counter?.minor ?? null,
  }
}

/** Proposals about a payment that are not decided or not carried out yet. */
export function pendingAbout(tx: Sql, chargeId: string): Promise<{ id: string; summary: string; state: string }[]> {
  return tx.sql(
    `SELECT id, summary, state FROM proposal
      WHERE entity_id = $1 AND livemode = $2 AND kind IN ('refund.create', 'dispute.counter', 'dispute.accept')
        AND arguments::jsonb ->> 'chargeId' = $3
        AND state IN ('needs_approval', 'approved', 'executing', 'unknown', 'waiting_funds', 'blocked') ORDER BY id`,
    [tx.scope.entityId, tx.scope.livemode, chargeId],
  )
}

const ON_REFUND: Readonly<Record<string, string>> = {
  in_proportion: 'Seller and platform lose their parts in proportion.',
  in_full: 'The platform gives its whole commission up first; the rest is the seller’s.',
  kept: 'The platform keeps its commission; the seller bears the rest.',
}

/** Who bears the loss, by the contract rule that split the sale. */
async function bearerOf(
  tx: Sql,
  entity: Entity,
  { charge, settlementId }: { readonly charge: CaseCharge; readonly settlementId: string },
): Promise<string[]> {
  if (charge.account !== entity.stripeAccount) {
    const [row] = await tx.sql<{ losses: string }>(
      `SELECT coalesce(raw::jsonb #>> '{controller,losses,payments}', '') AS losses FROM mirror_object
        WHERE entity_id = $1 AND livemode = $2 AND type = 'account' AND id = $3 LIMIT 1`,
      [tx.scope.entityId, tx.scope.livemode, charge.account],
    )
    const last = row?.losses === 'application' ? 'The platform stands in for what the seller’s account cannot pay.' : ''
    return ['A direct charge: the money is taken from the seller’s own account.', last].filter((words) => words !== '')
  }
  const rules = await tx.sql<{ onRefund: string; name: string; version: number }>(
    `SELECT DISTINCT l.on_refund AS "onRefund", c.name, v.version FROM settlement_line l
       JOIN contract_version v ON v.id = l.contract_version_id JOIN contract c ON c.id = v.contract_id
      WHERE l.settlement_id = $1 AND l.kind = 'collected' ORDER BY 2, 3, 1`,
    [settlementId],
  )
  if (rules.length === 0) return ['No contract divides this sale: the platform bears the loss.']
  return [
    ...rules.map(({ onRefund, name, version }) => `${ON_REFUND[onRefund] ?? onRefund} (${name}, version ${version})`),
    'Stripe’s fee for the dispute is the platform’s.',
  ]
}
