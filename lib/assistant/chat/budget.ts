import { inRawTransaction, type Scope } from '#lib/platform/db.ts'
import { asApplication } from './record-call.ts'

/** Whose budget of which accounting day. */
export type Purse = { readonly scope: Scope; readonly day: string; readonly limitMicros: bigint }

/**
 * Takes what a call may cost at most, before it is made; false when the day's budget does not hold it. One statement under the
 * row's lock: however many calls ask at once, together they never take more than the budget. A process that dies leaves what it
 * took as spent.
 */
export async function takeBudget({ scope, day, limitMicros }: Purse, micros: bigint): Promise<boolean> {
  const rows = await inRawTransaction(asApplication(scope), (tx) =>
    tx.sql(
      `INSERT INTO assistant_spend AS s (entity_id, livemode, person_id, on_day, taken_micros, calls)
       SELECT $1, $2, $3, $4::date, $5::bigint, 1 WHERE $5::bigint <= $6::bigint
       ON CONFLICT (entity_id, livemode, person_id, on_day)
         DO UPDATE SET taken_micros = s.taken_micros + excluded.taken_micros, calls = s.calls + 1
         WHERE s.taken_micros + excluded.taken_micros <= $6::bigint
       RETURNING calls`,
      [scope.entityId, scope.livemode, scope.actor, day, micros, limitMicros],
    ),
  )
  return rows.length > 0
}

/** Puts what was taken right by what the call cost. */
export async function correctBudget(
  { scope, day }: Purse,
  { taken, cost }: { readonly taken: bigint; readonly cost: bigint },
): Promise<void> {
  if (taken === cost) return
  await inRawTransaction(asApplication(scope), (tx) =>
    tx.exec(
      `UPDATE assistant_spend SET taken_micros = greatest(0, taken_micros + $5::bigint)
        WHERE entity_id = $1 AND livemode = $2 AND person_id = $3 AND on_day = $4::date`,
      [scope.entityId, scope.livemode, scope.actor, day, cost - taken],
    ),
  )
}
