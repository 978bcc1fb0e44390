import { FINDINGS_MAX, type Invariant, verdict } from '#lib/ledger/invariant-model.ts'
import { formatMoney } from '#lib/money/format.ts'

/** A transfer that has just been mirrored gets this long to be recognised. */
const RECOGNISED_WITHIN = '10 minutes'

type Row = { id: string; kind: string; amount_minor: bigint; currency: string; created_at: Date; count: bigint }

/** Transfers and reversals at Stripe that no execution, no adoption and no destination charge accounts for. */
const UNACCOUNTED = `
WITH moved AS (
  SELECT t.id, 'transfer' AS kind, t.amount_minor, upper(t.currency) AS currency, t.created_at,
         t.id AS made_with
    FROM transfer t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.account = $3
  UNION ALL
  SELECT r.id, 'transfer_reversal', r.amount_minor, upper(r.currency), r.created_at,
         CASE WHEN r.source_refund_id <> '' THEN r.transfer_id ELSE '-' END
    FROM transfer_reversal r WHERE r.entity_id = $1 AND r.livemode = $2 AND r.account = $3
)
SELECT m.*, count(*) OVER () AS count
  FROM moved m LEFT JOIN transfer_origin o ON o.entity_id = $1 AND o.livemode = $2 AND o.object_id = m.id
 WHERE (o.origin = 'outside' OR (o.object_id IS NULL AND m.created_at < $4::timestamptz - interval '${RECOGNISED_WITHIN}'))
   AND NOT EXISTS (SELECT FROM charge c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account = $3 AND c.transfer_id = m.made_with)
 ORDER BY m.created_at DESC, m.id LIMIT ${FINDINGS_MAX}`

/** No money left for a seller's account, or came back, without the gate. */
export const nothingOutsideTheGate: Invariant = {
  name: 'nothing_outside_the_gate',
  title: 'Every transfer and reversal at Stripe was executed by us or adopted',
  check: async ({ tx, entity, at }) => {
    const rows = await tx.sql<Row>(UNACCOUNTED, [
      tx.scope.entityId,
      tx.scope.livemode,
      entity.stripeAccount,
      at.toISOString(),
    ])
    return verdict(
      rows.map(({ id, kind, amount_minor, currency, created_at }) => ({
        what: `${id} moved ${formatMoney({ minor: amount_minor, currency })} at ${created_at.toISOString()} without an execution or an adoption.`,
        refs: [`${kind}:${id}`],
      })),
      {
        holds: 'Every transfer and reversal is accounted for.',
        violated: `${rows[0]?.count ?? 0n} transfers or reversals happened outside the gate.`,
      },
    )
  },
}
