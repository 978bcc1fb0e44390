import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import type { Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import { agreementOf, wireTerms } from '#lib/contracts/agreement-model.ts'
import { differences } from '#lib/contracts/diff-model.ts'
import { lockDraft, makeEffective, markSubmitted } from '#lib/contracts/draft-steps.ts'
import { latestSide, namesOf } from '#lib/contracts/get-contract.ts'
import { type Draft, getDraft } from '#lib/contracts/get-draft.ts'
import { parseTerms } from '#lib/contracts/parse-terms.ts'
import { nothingChanged } from '#lib/contracts/refusals.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type ContractPreview, lastMonth, previewContract } from './preview-contract.ts'
import { queueSettling } from './queue-settling.ts'
import { sourcesOfSellers } from './sources-of-sellers.ts'
import { recordTrueUps } from './true-up.ts'

/** The exact terms that were approved: a draft that says anything else is not made effective. */
const versionArguments = z.object({
  contractId: z.string(),
  draftId: z.string(),
  effectiveOn: z.string(),
  terms: z.record(z.string(), z.unknown()),
  attachmentHash: z.string(),
})

type Submitting = { readonly actor: Actor; readonly contractId: string; readonly note: string; readonly at: Date }

/**
 * Puts a contract's draft before the gate, with what it changes in words and what last month would have been. Whoever wrote
 * it cannot approve it; back-dating needs two people. Refuses a draft that changes nothing.
 */
export async function submitDraft(
  tx: Sql,
  { actor, contractId, note, at }: Submitting,
): Promise<{ proposalId: string }> {
  const { entity } = actor
  const draft = await lockDraft(tx, contractId)
  const agreement = agreementOf(draft.terms)
  const before = await latestSide(tx, contractId)
  const nameOf = await namesOf(tx, [agreement, ...(before === null ? [] : [before.agreement])])
  const changed = differences(before, { agreement, effectiveOn: draft.terms.effectiveOn }, nameOf)
  if (changed.length === 0) throw nothingChanged()
  const [contract] = await tx.sql<{ name: string }>('SELECT name FROM contract WHERE id = $1', [contractId])
  const preview = await previewContract(tx, { entity, draft, ...lastMonth(entity, at) })
  const { effectiveOn } = draft.terms
  const isBackDated = effectiveOn < accountingOn(entity, at)
  const proposal = await propose(tx, {
    entity,
    kind: 'contract.version',
    onceKey: await onceKeyFor(tx, `contract:${draft.id}`),
    arguments: {
      contractId,
      draftId: draft.id,
      effectiveOn,
      terms: wireTerms(draft.terms),
      attachmentHash: draft.attachmentHash,
    } satisfies z.infer<typeof versionArguments>,
    subject: { kind: 'contract', id: contractId },
    summary: `New terms of the contract ${contract?.name ?? contractId} from ${effectiveOn}.`,
    reasoning: [note, ...changed.map(inWords), previewWords(preview)].join('\n'),
    evidence: [
      { label: contract?.name ?? 'Contract', kind: 'contract', id: contractId },
      ...(draft.sellerId === '' ? [] : [{ label: nameOf(draft.sellerId), kind: 'seller', id: draft.sellerId }]),
    ],
    checks: [],
    effects: effectsOf(preview),
    ...(isBackDated
      ? {
          approvalsAtLeast: {
            count: 2 as const,
            reason: `It is back-dated to ${effectiveOn}, so two people must approve it.`,
          },
        }
      : {}),
    shapedBy: draft.shapedBy,
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  await markSubmitted(tx, { draftId: draft.id, proposalId: proposal.id, note, at })
  return { proposalId: proposal.id }
}

/** Makes an approved draft effective, and trues up what was settled since its day. */
export const contractVersionExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal, at) => {
    const draft = await approvedDraft(tx, proposal)
    if (draft === null) return { ok: false, void: true, reason: 'The draft is another one than was approved.' }
    const isBackDated = draft.terms.effectiveOn < accountingOn(entity, at)
    return isBackDated && proposal.approvalsAtLeast < 2
      ? {
          ok: false,
          void: true,
          reason: 'Its day has passed since. Submit it again: back-dated terms need two people.',
        }
      : { ok: true }
  },
  apply: async (tx, proposal, at) => {
    const draft = await approvedDraft(tx, proposal)
    if (draft === null) throw new Error(`the draft of ${proposal.id} changed in the claiming transaction`)
    const { contractId, sellerId, terms } = draft
    const made = await makeEffective(tx, { draft, proposalId: proposal.id, proposedBy: proposal.proposedBy, at })
    const { contractVersionId, version } = made
    const { effectiveOn } = terms
    const trued =
      effectiveOn > accountingOn(entity, at)
        ? 0
        : await recordTrueUps(tx, { entity, contractId, sellerId, contractVersionId, effectiveOn, at })
    await queueSettling(tx, await sourcesOfSellers(tx, sellerId === '' ? [] : [sellerId]))
    return {
      objectId: contractVersionId,
      sentence: `Version ${version} applies from ${effectiveOn}${trued === 0 ? '' : `; ${trued} settlements are trued up`}.`,
      refs: [`contract:${contractId}`],
    }
  },
})

async function approvedDraft(tx: Sql, proposal: Proposal): Promise<Draft | null> {
  const { contractId, draftId, terms, attachmentHash } = versionArguments.parse(JSON.parse(proposal.arguments))
  const draft = await getDraft(tx, contractId, true)
  if (draft === null || draft.id !== draftId || draft.proposalId !== proposal.id) return null
  // What was approved before a condition existed means its default.
  const isSame =
    sorted(wireTerms(draft.terms)) === sorted(wireTerms(parseTerms(terms))) && draft.attachmentHash === attachmentHash
  return isSame ? draft : null
}

/** JSON with the keys of every object in order, so that two of them compare. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  )
}

const inWords = ({ what, before, after }: { what: string; before: string; after: string }) =>
  before === '' ? `${what}: ${after}` : after === '' ? `${what}: ${before}` : `${what}: ${before} → ${after}`

const previewWords = ({ from, until, settlementCount, leftOut }: ContractPreview) =>
  settlementCount === 0
    ? `Nothing was settled by this contract from ${from} to ${until}.`
    : `The figures are ${settlementCount} settlements from ${from} to ${until}, split again under the draft${leftOut === 0 ? '' : ` (${leftOut} older ones left out)`}.`

const EFFECTS_MAX = 6

/** What last month would have been: for the payees that change most. */
function effectsOf({ totals }: ContractPreview) {
  const size = (minor: bigint) => (minor < 0n ? -minor : minor)
  return totals
    .filter(({ shareBefore, shareAfter }) => shareBefore !== shareAfter)
    .toSorted((left, right) =>
      size(right.shareAfter - right.shareBefore) > size(left.shareAfter - left.shareBefore) ? 1 : -1,
    )
    .slice(0, EFFECTS_MAX)
    .map(({ name, currency, shareBefore, shareAfter }) => ({
      label: `${name}, last month`,
      before: shareBefore.toString(),
      after: shareAfter.toString(),
      currency,
    }))
}
