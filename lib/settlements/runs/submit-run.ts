import type { Actor } from '#lib/access/actor.ts'
import { policyOf } from '#lib/approvals/policy-facts.ts'
import { askForTwo } from '#lib/approvals/proposals-by-id.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { convert } from '#lib/rates/rate.ts'
import { audit, inWords, lockDraft } from './make-run.ts'
import { emptyRun } from './refusals.ts'

type Submitting = { readonly actor: Actor; readonly runId: string; readonly at: Date }
type Item = { readonly proposalId: string; readonly amountMinor: bigint }

/**
 * Fixes what is in the run, so that it can be approved with one total. What was decided about or changed since it came in drops
 * out. A total over the limit for two people asks for a second one on every transfer of the run. Returns the total.
 */
export async function submitRun(tx: Sql, { actor, runId, at }: Submitting): Promise<{ totalMinor: string }> {
  const { currency } = await lockDraft(tx, runId)
  const dropped = await tx.exec(
    `UPDATE settlement_run_item i SET is_included = false, reason = 'It was decided about or changed before the run was submitted.'
       FROM proposal p WHERE i.run_id = $1 AND i.is_included AND p.id = i.proposal_id
        AND (p.state <> 'needs_approval' OR p.arguments_hash <> i.arguments_hash)`,
    [runId],
  )
  const items = await tx.sql<Item>(
    `SELECT proposal_id AS "proposalId", amount_minor AS "amountMinor" FROM settlement_run_item WHERE run_id = $1 AND is_included`,
    [runId],
  )
  if (items.length === 0) throw emptyRun()
  const totalMinor = items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  await tx.exec(
    `UPDATE settlement_run SET state = 'submitted', total_minor = $2, submitted_at = $3::text::timestamptz WHERE id = $1`,
    [runId, totalMinor, at.toISOString()],
  )
  const isLarge = await isOverTwoPersonLimit(tx, { actor, totalMinor, currency, at })
  if (isLarge)
    await askForTwo(
      tx,
      items.map(({ proposalId }) => proposalId),
    )
  await audit(tx, {
    actor,
    runId,
    at,
    action: 'runs.submit',
    note: `${items.length} transfers, ${inWords(totalMinor, currency)} in all${isLarge ? '; so much needs two people' : ''}${dropped === 0 ? '' : `; ${dropped} dropped out`}.`,
  })
  return { totalMinor: totalMinor.toString() }
}

type Total = Pick<Submitting, 'actor' | 'at'> & { readonly totalMinor: bigint; readonly currency: string }

async function isOverTwoPersonLimit(tx: Sql, { actor, totalMinor, currency, at }: Total): Promise<boolean> {
  const { entity } = actor
  const { rules } = await policyOf(tx, entity, at)
  const own = rules.currencyLimits.find((limit) => limit.currency === currency)
  if (own !== undefined) return totalMinor > BigInt(own.twoPersonAboveMinor)
  const worth = await convert(tx, money(totalMinor, currency), entity.functionalCurrency, accountingOn(entity, at))
  // Without a rate nobody knows how much it is: two people look at it.
  return worth === null || worth.minor > BigInt(rules.twoPersonAboveMinor)
}
