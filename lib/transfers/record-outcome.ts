import type { Actor } from '#lib/access/actor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import type { ProposalKind } from '#lib/approvals/schema.ts'
import { lockProposal } from '#lib/approvals/store.ts'
import { endedUnderItsKey } from '#lib/approvals/unknown-outcome.ts'
import { mirror } from '#lib/events/mirror.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import { inTransaction, read, type Sql } from '#lib/platform/db.ts'
import { lookUpDispute, lookUpRefund } from './about-buyers.ts'
import type { OutcomeArguments } from './confirm-outcome.ts'
import { lookUpReversal, lookUpTransfer } from './look-up.ts'
import { proveMade } from './prove-made.ts'
import { findingPending, foundAfterAll, notYetKnown } from './refusals.ts'

type Record = {
  readonly actor: Actor
  readonly proposalId: string
  /** What the person found at Stripe. */
  readonly found: 'happened' | 'absent'
  /** `tr_…`, `trr_…`, `re_…` or `dp_…` when it happened, else empty. */
  readonly objectId: string
  /** Where they looked and what they saw. */
  readonly evidence: string
  readonly at: Date
}

/**
 * Puts before the gate what a person found at Stripe about an attempt whose outcome nobody knows and whose key no longer
 * protects. What they name is read at Stripe and must be exactly what was sent; "it did not happen" is refused while a look-up
 * finds it. A second person confirms.
 */
export async function recordOutcome({ actor, proposalId, found, objectId, evidence, at }: Record) {
  const doubted = await read(actor.scope, (tx) => requireUnknown(tx, proposalId, at))
  const made = found === 'happened' ? await proveMade(actor.entity, doubted, objectId) : null
  if (made === null) await requireAbsent(actor, doubted)
  return inTransaction(actor.scope, async (tx) => {
    const proposal = await lockProposal(tx, proposalId)
    await requireUnknown(tx, proposalId, at)
    await requireNonePending(tx, proposalId)
    if (made !== null) await mirror(tx, made.batch)
    const amount = formatMoney(money(proposal.amountMinor, proposal.currency))
    const proposed = await propose(tx, {
      entity: actor.entity,
      kind: 'outcome.confirm',
      onceKey: await onceKeyFor(tx, `outcome:${proposalId}:${proposal.attempt}`),
      arguments: { proposalId, attempt: `${proposal.attempt}`, found, objectId, evidence } satisfies OutcomeArguments,
      subject: { kind: 'proposal', id: proposalId },
      summary:
        made === null
          ? `Record that attempt ${proposal.attempt} at ${amount} did nothing at Stripe: ${proposal.summary}`
          : `Record that attempt ${proposal.attempt} at ${amount} happened as ${objectId}: ${proposal.summary}`,
      reasoning: evidence,
      evidence: [{ label: 'The proposal whose outcome is unknown', kind: 'proposal', id: proposalId }],
      checks: [
        made === null
          ? {
              code: 'look_up',
              passed: true,
              sentence: 'A look-up at Stripe by group and metadata found nothing just now.',
            }
          : { code: 'read_at_stripe', passed: true, sentence: made.sentence },
      ],
      effects: [
        { label: 'The proposal', before: 'unknown', after: made === null ? 'failed' : 'executed', currency: '' },
      ],
      proposedBy: { kind: 'person', id: actor.personId },
      at,
    })
    return { proposalId: proposed.id }
  })
}

async function requireUnknown(tx: Sql, proposalId: string, at: Date): Promise<Proposal> {
  const doubted = await endedUnderItsKey(tx, proposalId, at)
  if (doubted === null) throw notYetKnown()
  return doubted
}

async function requireAbsent({ entity }: Actor, proposal: Proposal): Promise<void> {
  const found = await lookUpFor(proposal.kind)(entity, proposal)
  if (found.outcome === 'succeeded') throw foundAfterAll(found.object.id)
  if (found.outcome === 'unknown') throw new Error(`The look-up failed: ${found.message}`)
}

function lookUpFor(kind: ProposalKind) {
  if (kind === 'transfer.reverse') return lookUpReversal
  if (kind === 'refund.create') return lookUpRefund
  return kind.startsWith('dispute.') ? lookUpDispute : lookUpTransfer
}

async function requireNonePending(tx: Sql, proposalId: string): Promise<void> {
  const rows = await tx.sql(
    `SELECT 1 FROM proposal WHERE subject_kind = 'proposal' AND subject_id = $1 AND kind = 'outcome.confirm'
        AND state IN ('needs_approval', 'approved', 'executing', 'failed')`,
    [proposalId],
  )
  if (rows.length > 0) throw findingPending()
}
