import { type AuditActor, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { addContractVersion } from './add-contract-version.ts'
import { type Draft, getDraft } from './get-draft.ts'
import { draftIsSubmitted, noDraft } from './refusals.ts'

/** The contract's draft, locked, as long as nobody has submitted it. */
export async function lockDraft(tx: Sql, contractId: string): Promise<Draft> {
  const draft = await getDraft(tx, contractId, true)
  if (draft === null) throw noDraft()
  if (draft.state === 'submitted') throw draftIsSubmitted()
  return draft
}

type Submitted = { readonly draftId: string; readonly proposalId: string; readonly note: string; readonly at: Date }

/** Notes which proposal the draft waits for. */
export async function markSubmitted(tx: Sql, { draftId, proposalId, note, at }: Submitted): Promise<void> {
  await tx.exec(
    `UPDATE contract_draft SET state = 'submitted', proposal_id = $2, note = $3, updated_at = $4::text::timestamptz WHERE id = $1`,
    [draftId, proposalId, note, at.toISOString()],
  )
}

type Approved = { readonly draft: Draft; readonly proposalId: string; readonly proposedBy: string; readonly at: Date }

/** Makes an approved draft a version of its contract. */
export async function makeEffective(
  tx: Sql,
  { draft, proposalId, proposedBy, at }: Approved,
): Promise<{ contractVersionId: string; version: number }> {
  const actor: AuditActor = proposedBy === '' ? SYSTEM_ACTOR : { kind: 'person', id: proposedBy, role: '' }
  const { contractId, terms, attachmentHash, note } = draft
  const made = await addContractVersion(tx, {
    contractId,
    terms,
    approved: { proposalId, attachmentHash, note },
    actor,
    at,
  })
  await tx.exec(`UPDATE contract_draft SET state = 'effective', updated_at = $2::text::timestamptz WHERE id = $1`, [
    draft.id,
    at.toISOString(),
  ])
  return made
}
