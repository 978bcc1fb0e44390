import { z } from 'zod'
import type { Sql } from '#lib/platform/db.ts'
import { type Check, checklist, type Deviation } from './checklist-model.ts'
import type { Row } from './row.ts'

/** The facts as a row keeps them (lib/providers/stripe/connected-account.ts). */
const storedFacts = z.object({
  chargesEnabled: z.boolean(),
  payoutsEnabled: z.boolean(),
  detailsSubmitted: z.boolean(),
  disabledReason: z.string(),
  currentlyDue: z.array(z.string()),
  pastDue: z.array(z.string()),
  taxIdProvided: z.boolean().nullable(),
  banks: z.array(z.object({ country: z.string(), holder: z.string(), last4: z.string() })),
})

type Checked = {
  readonly checks: readonly Check[]
  /** Stripe lets the account charge and be paid out. */
  readonly isReady: boolean
}

/** The checklist of an onboarding as it stands now. */
export async function readChecks(
  tx: Sql,
  row: Pick<Row, 'id' | 'name' | 'country' | 'sellerId' | 'facts'>,
): Promise<Checked> {
  const facts = row.facts === null ? null : storedFacts.parse(row.facts)
  const checks = checklist(
    { facts, name: row.name, country: row.country, sharedWith: await sharers(tx, row.sellerId) },
    await deviationsOf(tx, row.id),
  )
  return { checks, isReady: facts?.chargesEnabled === true && facts.payoutsEnabled }
}

/** Sellers who are paid to a bank account of this one, by name. */
async function sharers(tx: Sql, sellerId: string): Promise<string[]> {
  if (sellerId === '') return []
  const rows = await tx.sql<{ name: string }>(
    `SELECT DISTINCT s.name FROM seller_bank_account b
       JOIN seller_bank_account o ON o.entity_id = b.entity_id AND o.livemode = b.livemode AND o.fingerprint = b.fingerprint
        AND o.seller_id <> b.seller_id AND o.gone_at IS NULL
       JOIN seller s ON s.id = o.seller_id
      WHERE b.entity_id = $1 AND b.livemode = $2 AND b.seller_id = $3 AND b.gone_at IS NULL AND b.fingerprint <> '' ORDER BY s.name LIMIT 5`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return rows.map(({ name }) => name)
}

async function deviationsOf(tx: Sql, onboardingId: string): Promise<Deviation[]> {
  const rows = await tx.sql<Omit<Deviation, 'at'> & { at: Date }>(
    `SELECT d.check_key AS key, d.finding, d.reason, coalesce(p.name, d.accepted_by) AS "byName", d.accepted_at AS at
       FROM onboarding_deviation d LEFT JOIN person p ON p.id = d.accepted_by
      WHERE d.onboarding_id = $1 AND d.entity_id = $2 AND d.livemode = $3 ORDER BY d.accepted_at`,
    [onboardingId, tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
