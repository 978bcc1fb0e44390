import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import { propose } from '#lib/approvals/propose.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { thresholdUnchanged } from './refusals.ts'
import { isOverThreshold, type Threshold } from './threshold-model.ts'
import { thresholdFor } from './thresholds.ts'

/** `basedOn` is the version the proposer saw: another one in between ends the proposal. */
const thresholdArguments = z.object({
  currency: z.string(),
  basedOn: z.number().int(),
  absoluteMinor: z.string(),
  perMille: z.number().int(),
})

type Proposing = Threshold & {
  readonly actor: Actor
  readonly currency: string
  readonly reason: string
  readonly at: Date
}

const words = (currency: string, { absoluteMinor, perMille }: Threshold) =>
  `${formatMoney({ minor: absoluteMinor, currency })} and ${perMille} ‰`

/** Proposes from when on a currency's payouts are flagged, with how many would be. Refuses when nothing differs. */
export async function proposeThreshold(tx: Sql, proposing: Proposing): Promise<{ proposalId: string }> {
  const { actor, currency, absoluteMinor, perMille, reason, at } = proposing
  const current = await thresholdFor(tx, currency)
  if (current.absoluteMinor === absoluteMinor && current.perMille === perMille) throw thresholdUnchanged()
  const flagged = await countFlagged(tx, proposing)
  const proposal = await propose(tx, {
    entity: actor.entity,
    kind: 'payout.threshold',
    onceKey: await onceKeyFor(tx, `payout_threshold:${currency}:${absoluteMinor}:${perMille}`),
    arguments: {
      currency,
      basedOn: current.version,
      absoluteMinor: absoluteMinor.toString(),
      perMille,
    } satisfies z.infer<typeof thresholdArguments>,
    subject: { kind: 'payout_threshold', id: currency },
    summary: `Flag payouts in ${currency} that are off by more than ${words(currency, proposing)}.`,
    reasoning: reason,
    evidence: [],
    checks: [],
    effects: [
      { label: 'Threshold', before: words(currency, current), after: words(currency, proposing), currency: '' },
      { label: 'Payouts flagged', before: `${flagged.before}`, after: `${flagged.after}`, currency: '' },
    ],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return { proposalId: proposal.id }
}

type Off = { payoutId: string; payoutMinor: bigint; expectedMinor: bigint; isOver: boolean; account: string }

/** Payouts of a currency that are off at all are few. */
function payoutsOff(tx: Sql, currency: string): Promise<Off[]> {
  return tx.sql<Off>(
    `SELECT account, payout_id AS "payoutId", payout_minor AS "payoutMinor", expected_minor AS "expectedMinor", is_over AS "isOver"
       FROM payout_tie_out WHERE entity_id = $1 AND livemode = $2 AND currency = $3 AND expected_minor <> payout_minor
      ORDER BY account, payout_id FOR UPDATE`,
    [tx.scope.entityId, tx.scope.livemode, currency],
  )
}

async function countFlagged(tx: Sql, { currency, ...threshold }: Threshold & { readonly currency: string }) {
  const off = await payoutsOff(tx, currency)
  return {
    before: off.filter(({ isOver }) => isOver).length,
    after: off.filter((one) => isOverThreshold(threshold, one)).length,
  }
}

/** Puts an approved threshold into force, and flags the currency's payouts by it. */
export const thresholdExecutor: LocalExecutor = {
  recheck: async (tx, proposal) => {
    const { currency, basedOn } = thresholdArguments.parse(JSON.parse(proposal.arguments))
    return (await thresholdFor(tx, currency)).version === basedOn
      ? { ok: true }
      : { ok: false, void: true, reason: 'The threshold has changed since. Propose it anew.' }
  },
  apply: async (tx, proposal, at) => {
    const { currency, basedOn, absoluteMinor, perMille } = thresholdArguments.parse(JSON.parse(proposal.arguments))
    const threshold = { absoluteMinor: BigInt(absoluteMinor), perMille }
    const version = basedOn + 1
    await tx.exec(
      `INSERT INTO payout_threshold (entity_id, livemode, currency, version, absolute_minor, per_mille, proposal_id, effective_at)
       VALUES ($1, $2, $3, $4, $5::bigint, $6, $7, $8::text::timestamptz)`,
      [tx.scope.entityId, tx.scope.livemode, currency, version, absoluteMinor, perMille, proposal.id, at.toISOString()],
    )
    const over = (await payoutsOff(tx, currency)).filter((one) => isOverThreshold(threshold, one))
    await tx.exec(
      `UPDATE payout_tie_out t SET is_over = EXISTS (SELECT FROM unnest($4::text[], $5::text[]) AS k (account, id)
                                                      WHERE k.account = t.account AND k.id = t.payout_id)
        WHERE t.entity_id = $1 AND t.livemode = $2 AND t.currency = $3 AND t.expected_minor <> t.payout_minor`,
      [
        tx.scope.entityId,
        tx.scope.livemode,
        currency,
        over.map(({ account }) => account),
        over.map(({ payoutId }) => payoutId),
      ],
    )
    const sentence = `Payouts in ${currency} are flagged from ${words(currency, threshold)} on.`
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'payouts.threshold',
      subject: { kind: 'payout_threshold', id: currency },
      note: sentence,
      refs: [`proposal:${proposal.id}`],
      at,
    })
    return { objectId: `${currency} ${version}`, sentence }
  },
}
