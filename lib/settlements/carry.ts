import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'

/**
 * What a seller owed from one settlement and another keeps back. Positive minor units of one currency. An adjustment stands
 * in either place like a settlement.
 */
export type Kept = { readonly fromSettlementId: string; readonly amountMinor: bigint }

/** Everything about carrying that one seller's share of one settlement has to know. */
export type Carrying = {
  /** Kept back here so far, oldest first. */
  readonly kept: readonly Kept[]
  /** Kept back elsewhere for what was owed here. */
  readonly recoveredMinor: bigint
  /** Of that: given up by a write-off, and nothing the seller paid. */
  readonly forgivenMinor: bigint
  /** Still owed from other settlements, oldest first. */
  readonly open: readonly Kept[]
}

export const NO_CARRYING: Carrying = { kept: [], recoveredMinor: 0n, forgivenMinor: 0n, open: [] }

type Asked = { readonly sellerId: string; readonly currency: string; readonly settlementId: string }

/** Makes every netting of one seller in one currency wait its turn; held until the transaction ends. */
export async function lockCarrying(
  tx: Sql,
  { sellerId, currency }: Pick<Asked, 'sellerId' | 'currency'>,
): Promise<void> {
  await tx.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text AS locked', [
    `carry:${sellerId}:${currency}`,
  ])
}

/** What a seller owes and what was kept back, as one settlement sees it. */
export async function readCarrying(tx: Sql, { sellerId, currency, settlementId }: Asked): Promise<Carrying> {
  const rows = await tx.sql<Kept & { role: 'kept' | 'recovered' | 'forgiven' | 'open' }>(
    `SELECT role, from_id AS "fromSettlementId", amount_minor AS "amountMinor" FROM (
       SELECT 'kept' AS role, from_settlement_id AS from_id, amount_minor, at FROM settlement_carry
        WHERE to_settlement_id = $3 AND seller_id = $1 AND currency = $2 AND amount_minor > 0
       UNION ALL
       SELECT CASE WHEN EXISTS (SELECT FROM adjustment w WHERE w.id = to_settlement_id AND w.reason = 'write_off') THEN 'forgiven'
                   ELSE 'recovered' END, to_settlement_id, amount_minor, at FROM settlement_carry
        WHERE from_settlement_id = $3 AND seller_id = $1 AND currency = $2 AND amount_minor > 0
       UNION ALL
       SELECT 'open', settlement_id, carry_minor, carry_since FROM settlement_share
        WHERE entity_id = $4 AND livemode = $5 AND seller_id = $1 AND currency = $2 AND carry_minor > 0 AND settlement_id <> $3
       UNION ALL
       SELECT 'open', id, open_minor, posted_at FROM adjustment
        WHERE entity_id = $4 AND livemode = $5 AND seller_id = $1 AND currency = $2 AND open_minor > 0
     ) c ORDER BY at, from_id`,
    [sellerId, currency, settlementId, tx.scope.entityId, tx.scope.livemode],
  )
  const of = (role: string) => rows.filter((row) => row.role === role).map(({ role: _, ...kept }) => kept)
  const forgivenMinor = sumOf(of('forgiven'))
  return { kept: of('kept'), recoveredMinor: sumOf(of('recovered')) + forgivenMinor, forgivenMinor, open: of('open') }
}

export const sumOf = (kept: readonly Kept[]): bigint => kept.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)

/**
 * How much of what the seller owes elsewhere is kept back of `dueMinor`, and for which settlements: what is kept already first,
 * then the oldest debts. `mayKeepMore` false only gives up what exceeds the share.
 */
export function keepBack({ kept, open }: Carrying, dueMinor: bigint, mayKeepMore: boolean): Kept[] {
  let left = dueMinor > 0n ? dueMinor : 0n
  const wanted = new Map(kept.map(({ fromSettlementId, amountMinor }) => [fromSettlementId, amountMinor]))
  if (mayKeepMore) {
    for (const { fromSettlementId, amountMinor } of open)
      wanted.set(fromSettlementId, (wanted.get(fromSettlementId) ?? 0n) + amountMinor)
  }
  return [...wanted].map(([fromSettlementId, most]) => {
    const amountMinor = most < left ? most : left
    left -= amountMinor
    return { fromSettlementId, amountMinor }
  })
}

type Writing = Asked & { readonly before: readonly Kept[]; readonly after: readonly Kept[]; readonly at: Date }

/** Writes what is kept back; the settlements it was owed from are brought up to date next. */
export async function writeKept(tx: Sql, { before, after, at, ...asked }: Writing): Promise<void> {
  for (const { fromSettlementId, amountMinor } of after) {
    const earlier = before.find((kept) => kept.fromSettlementId === fromSettlementId)?.amountMinor ?? 0n
    if (earlier === amountMinor) continue
    await tx.exec(
      `INSERT INTO settlement_carry (entity_id, livemode, seller_id, from_settlement_id, to_settlement_id, currency, amount_minor, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::timestamptz)
       ON CONFLICT (from_settlement_id, to_settlement_id, seller_id) DO UPDATE SET amount_minor = excluded.amount_minor`,
      [
        tx.scope.entityId,
        tx.scope.livemode,
        asked.sellerId,
        fromSettlementId,
        asked.settlementId,
        asked.currency,
        amountMinor,
        at.toISOString(),
      ],
    )
    await tx.exec(
      `UPDATE settlement_share SET carry_minor = greatest(0, carry_minor - $3::bigint) WHERE settlement_id = $1 AND seller_id = $2`,
      [fromSettlementId, asked.sellerId, amountMinor - earlier],
    )
    if (isAdjustment(fromSettlementId)) {
      await tx.exec(
        `UPDATE adjustment SET open_minor = greatest(0, least(-amount_minor, open_minor - $2::bigint)) WHERE id = $1`,
        [fromSettlementId, amountMinor - earlier],
      )
      continue
    }
    await enqueue(tx, 'settle', { settlementId: fromSettlementId }, { key: fromSettlementId })
  }
}

const isAdjustment = (id: string) => id.startsWith('adj_')

const PROPOSED_MAX = 100

/** Has the seller's proposed transfers look again: they keep back what is owed now. */
export async function askToKeepBack(tx: Sql, { sellerId, currency, settlementId }: Asked): Promise<void> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT settlement_id AS id FROM settlement_share
      WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND currency = $4 AND state = 'proposed' AND settlement_id <> $5
      ORDER BY settlement_id LIMIT ${PROPOSED_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, currency, settlementId],
  )
  for (const { id } of rows) await enqueue(tx, 'settle', { settlementId: id }, { key: id })
}

/** What a seller's Stripe balance can give back, as far as its transactions are posted; null when nothing is known of it. */
export async function bearableOf(tx: Sql, sellerAccount: string, currency: string): Promise<bigint | null> {
  const [row] = await tx.sql<{ minor: bigint }>(
    `SELECT balance_minor AS minor FROM ledger_account WHERE entity_id = $1 AND livemode = $2 AND book = $3
        AND code = 'stripe_balance' AND subject = '' AND currency = $4`,
    [tx.scope.entityId, tx.scope.livemode, `seller:${sellerAccount}`, currency],
  )
  if (row === undefined) return null
  return row.minor > 0n ? row.minor : 0n
}
