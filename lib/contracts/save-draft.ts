import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { wireTerms } from './agreement-model.ts'
import { getDraft } from './get-draft.ts'
import { parseTerms } from './parse-terms.ts'
import { draftIsSubmitted, noDraft, noSuchContract, unknownPayee } from './refusals.ts'
import type { ContractTerms, ParsedTerms } from './schema.ts'

type Saving = {
  readonly contractId: string
  readonly terms: ContractTerms
  readonly note: string
  /** Hash of a stored attachment; empty for none. */
  readonly attachmentHash: string
  readonly actor: AuditActor
  readonly at: Date
}

/**
 * Writes the contract's open draft, or starts one. Everybody who saved it counts as having shaped it. Refuses terms that do
 * not add up, payees we do not know, and a draft that waits for approval.
 */
export async function saveDraft(tx: Sql, saving: Saving): Promise<{ draftId: string }> {
  const { contractId, note, attachmentHash, actor, at } = saving
  const terms = parseTerms(saving.terms)
  const [contract] = await tx.sql<{ seller_id: string }>(
    'SELECT seller_id FROM contract WHERE id = $1 AND entity_id = $2 AND livemode = $3 FOR UPDATE',
    [contractId, tx.scope.entityId, tx.scope.livemode],
  )
  if (contract === undefined) throw noSuchContract()
  await checkPayees(tx, terms, contract.seller_id)
  const open = await getDraft(tx, contractId, true)
  if (open?.state === 'submitted') throw draftIsSubmitted()
  const draftId = open?.id ?? newId('ctd')
  await tx.exec(
    `INSERT INTO contract_draft AS d (id, entity_id, livemode, contract_id, state, terms, note, attachment_hash, shaped_by,
                                      created_by, created_at, updated_at)
     VALUES ($1, $2, $3, $4, 'draft', $5::text::jsonb, $6, $7, ARRAY[$8::text], $8, $9::text::timestamptz, $9::text::timestamptz)
     ON CONFLICT (id) DO UPDATE SET terms = excluded.terms, note = excluded.note, attachment_hash = excluded.attachment_hash,
       updated_at = excluded.updated_at, state = 'draft', proposal_id = '',
       shaped_by = CASE WHEN $8 = ANY(d.shaped_by) THEN d.shaped_by ELSE d.shaped_by || $8::text END`,
    [
      draftId,
      tx.scope.entityId,
      tx.scope.livemode,
      contractId,
      JSON.stringify(wireTerms(terms)),
      note,
      attachmentHash,
      actor.id,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor,
    action: 'contracts.save_draft',
    subject: { kind: 'contract', id: contractId },
    after: { draftId, ...wireTerms(terms), attachmentHash },
    note: open === null ? 'Started a draft.' : 'Changed the draft.',
    refs: contract.seller_id === '' ? [] : [`seller:${contract.seller_id}`],
    at,
  })
  return { draftId }
}

/** A tier pays a connected account of ours, and not the seller the contract is with. */
async function checkPayees(tx: Sql, { tiers, rules }: ParsedTerms, sellerId: string): Promise<void> {
  const named = [...tiers.map(({ payeeId }) => payeeId), ...rules.map((rule) => rule.sellerId)].filter(
    (id) => id !== '',
  )
  const known = await tx.sql<{ id: string }>(
    'SELECT id FROM seller WHERE entity_id = $1 AND livemode = $2 AND id = ANY($3::text[])',
    [tx.scope.entityId, tx.scope.livemode, named],
  )
  const isKnown = (id: string) => known.some((seller) => seller.id === id)
  tiers.forEach(({ payeeId }, index) => {
    if (!isKnown(payeeId)) throw unknownPayee('There is no such connected account.', `terms.tiers.${index}.payeeId`)
    if (payeeId === sellerId)
      throw unknownPayee('The seller gets its own part already.', `terms.tiers.${index}.payeeId`)
  })
  rules.forEach((rule, index) => {
    if (rule.sellerId !== '' && !isKnown(rule.sellerId))
      throw unknownPayee('There is no such seller.', `terms.rules.${index}.sellerId`)
  })
}

type Discarding = { readonly contractId: string; readonly actor: AuditActor; readonly at: Date }

/** Throws the open draft away; one that waits for approval is taken out of the gate first, by rejecting it. */
export async function discardDraft(tx: Sql, { contractId, actor, at }: Discarding): Promise<void> {
  const draft = await getDraft(tx, contractId, true)
  if (draft === null) throw noDraft()
  if (draft.state === 'submitted') throw draftIsSubmitted()
  await tx.exec(`UPDATE contract_draft SET state = 'discarded', updated_at = $2::text::timestamptz WHERE id = $1`, [
    draft.id,
    at.toISOString(),
  ])
  await recordAudit(tx, {
    actor,
    action: 'contracts.discard_draft',
    subject: { kind: 'contract', id: contractId },
    before: { draftId: draft.id },
    note: 'Threw the draft away.',
    at,
  })
}
