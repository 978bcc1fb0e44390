import type { Sql } from '#lib/platform/db.ts'
import { type CaseCharge, readCharge } from './read-charge.ts'
import { pendingAbout } from './read-standing.ts'
import { alreadyProposed, noSuchCase } from './refusals.ts'

/**
 * A payment that nobody else proposes anything about until this transaction ends. Refuses while something about it waits: a refund
 * and the loss of a dispute of the same money must not both be approved.
 */
export async function lockUnproposed(tx: Sql, chargeId: string): Promise<CaseCharge> {
  await tx.sql("SELECT pg_advisory_xact_lock(hashtextextended('dispute:' || $1, 0))::text AS locked", [chargeId])
  const charge = await readCharge(tx, chargeId)
  if (charge === null) throw noSuchCase()
  if ((await pendingAbout(tx, chargeId)).length > 0) throw alreadyProposed()
  return charge
}
