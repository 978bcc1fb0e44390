import type { SellerActor } from '#lib/access/seller-actor.ts'
import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import { termsOf, wireTerms } from '#lib/contracts/agreement-model.ts'
import { makeEffective } from '#lib/contracts/draft-steps.ts'
import { latestSide } from '#lib/contracts/get-contract.ts'
import { getDraft } from '#lib/contracts/get-draft.ts'
import type { ParsedTerms } from '#lib/contracts/schema.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { queueSettling } from '#lib/settlements/queue-settling.ts'
import { sourcesOfSellers } from '#lib/settlements/sources-of-sellers.ts'
import { recordTrueUps } from '#lib/settlements/true-up.ts'
import { advance } from './advance.ts'
import { agreedAlready, noAccountYet, termsChanged, termsInWork } from './refusals.ts'
import { lockRowOfSeller, type Row } from './row.ts'
import { ownTerms, termsHash } from './terms-hash.ts'

/**
 * The seller accepts the terms it was shown, by their hash. Terms of the template become the contract's version from today on; terms
 * that went through the gate meanwhile are accepted as the version they are. Refuses others than were shown, and terms in the making.
 */
export async function agreeToTerms(actor: SellerActor, hash: string, at: Date): Promise<void> {
  const { entity, personId, sellerId, role, requestId } = actor
  const scope = { entityId: entity.id, livemode: entity.livemode, actor: personId }
  const by: AuditActor = { kind: 'person', id: personId, role: `seller ${role}` }
  const isSame = await inTransaction(scope, async (tx) => {
    const row = await lockRowOfSeller(tx, sellerId)
    if (row.contractId === '') throw noAccountYet()
    if (row.contractAt !== null) throw agreedAlready()
    const offer = await offerOf(tx, row)
    if (offer.hash !== row.termsHash) {
      await offerOthers(tx, row, offer)
      return false
    }
    if (hash !== row.termsHash) throw termsChanged()
    const versionId = offer.versionId ?? (await makeVersion(tx, { entity, row, at }))
    await tx.exec(
      `UPDATE onboarding SET contract_version_id = $2, agreed_hash = $3, agreed_by = $4, contract_at = $5::text::timestamptz WHERE id = $1`,
      [row.id, versionId, hash, personId, at.toISOString()],
    )
    await recordAudit(tx, {
      actor: by,
      action: 'onboarding.agree',
      subject: { kind: 'onboarding', id: row.id },
      after: { hash, contractVersionId: versionId },
      note: `${actor.name} accepted the terms for ${row.name}.`,
      refs: [`seller:${sellerId}`, `contract:${row.contractId}`],
      requestId,
      at,
    })
    await advance(tx, { entity, onboardingId: row.id, at })
    return true
  })
  if (!isSame) throw termsChanged()
}

type Offer = { readonly terms: ParsedTerms; readonly hash: string; readonly versionId: string | null }

/** What can be accepted now: the contract's newest version, else its draft as long as nobody changed it. */
async function offerOf(tx: Sql, row: Row): Promise<Offer> {
  const side = await latestSide(tx, row.contractId)
  if (side !== null) {
    const terms = termsOf(side.agreement, side.effectiveOn)
    return { terms, hash: termsHash(terms), versionId: side.id }
  }
  const draft = await getDraft(tx, row.contractId, true)
  // A draft that says something else goes through the gate first.
  if (draft === null || draft.state === 'submitted' || termsHash(draft.terms) !== row.termsHash) throw termsInWork()
  return { terms: draft.terms, hash: row.termsHash, versionId: null }
}

async function offerOthers(tx: Sql, row: Row, { terms, hash }: Offer): Promise<void> {
  await tx.exec(
    'UPDATE onboarding SET terms = $2::text::jsonb, terms_hash = $3, own_terms = $4::text::jsonb WHERE id = $1',
    [row.id, JSON.stringify(wireTerms(terms)), hash, JSON.stringify(ownTerms(terms))],
  )
}

type Making = { readonly entity: Entity; readonly row: Row; readonly at: Date }

/** The draft becomes the contract's first version, from today on; what was sold before by the default terms is trued up. */
async function makeVersion(tx: Sql, { entity, row, at }: Making): Promise<string> {
  const draft = await getDraft(tx, row.contractId, true)
  if (draft === null) throw termsInWork()
  const effectiveOn = accountingOn(entity, at)
  const dated = { ...draft, terms: { ...draft.terms, effectiveOn }, note: 'Accepted by the seller.' }
  const { contractVersionId } = await makeEffective(tx, { draft: dated, proposalId: '', proposedBy: row.invitedBy, at })
  const { contractId, sellerId } = row
  await recordTrueUps(tx, { entity, contractId, sellerId, contractVersionId, effectiveOn, at })
  await queueSettling(tx, await sourcesOfSellers(tx, [sellerId]))
  return contractVersionId
}
