import { createHash } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { proposeMessage } from '#lib/messages/propose-message.ts'
import { writeMail } from '#lib/messages/templates/write-mail.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { openTicket } from '#lib/tickets/open-ticket.ts'
import { figuresIn } from './check-figures.ts'
import type { ExplainLocale } from './explanation-model.ts'
import type { ExplainPanel, KeptExplanation } from './panel-model.ts'
import { type ReadLetter, readLetter, type Subject } from './read-letter.ts'
import { noAddress } from './refusals.ts'

type Asking = {
  readonly actor: Actor
  readonly subject: Subject
  readonly locale: ExplainLocale | null
  readonly at: Date
}

/** Everything the panel "Explain to seller" shows, in one read. */
export function readExplainPanel({ actor, ...asking }: Asking): Promise<ExplainPanel> {
  return read(actor.scope, async (tx) => {
    const letter = await readLetter(tx, { actor, ...asking })
    const { sellers, seller, subjectKind, subjectId, paths, locale, draft } = letter
    const { id, name, email, currency } = seller
    const kept = await keptOf(tx, letter)
    return {
      ...{ sellers, seller: { id, name, email, currency }, subjectKind, subjectId, paths, locale, kept },
      ...{ subject: draft.subject, body: draft.body },
    }
  })
}

type Telling = Asking & {
  readonly words: { readonly subject: string; readonly body: string }
  readonly isReworded: boolean
}

/**
 * Keeps the words as the next version and proposes to mail them to the seller: they leave once somebody else agreed. An approver is
 * shown which of their figures do not stand in the facts; our own words have none. The same words again are the same proposal.
 */
export async function explainToSeller(
  tx: Sql,
  telling: Telling,
): Promise<{ readonly proposalId: string; readonly version: number }> {
  const { actor, words, at } = telling
  const letter = await readLetter(tx, telling)
  const { seller, subjectKind, subjectId, locale, draft, figures } = letter
  if (seller.email === '') throw noAddress(seller.name)
  const isOurs = words.body === draft.body && words.subject === draft.subject
  const origin = isOurs ? 'facts' : telling.isReworded ? 'model' : 'person'
  const unfounded = [
    ...new Set([words.subject, words.body].flatMap((text) => figuresIn(text, locale, figures).unfounded)),
  ]
  const hash = createHash('sha256')
    .update(JSON.stringify([seller.id, words.subject, words.body]))
    .digest('hex')
    .slice(0, 16)
  const proposal = await proposeMessage(tx, {
    entity: actor.entity,
    onceKey: `explain:${subjectId}:${hash}`,
    ...writeMail('payout_explained', locale, { subject: words.subject, words: words.body }),
    to: seller.email,
    sellerId: seller.id,
    subjectKind,
    subjectId,
    reasoning:
      unfounded.length === 0
        ? `Explains to ${seller.name} what the books say; every figure stands in the facts.`
        : `Explains to ${seller.name} what the books say. Figures that do not stand in the facts: ${unfounded.join(', ')}.`,
    evidence: [
      { label: subjectKind === 'payout' ? 'The payout' : 'The settlement', kind: subjectKind, id: subjectId },
      { label: seller.name, kind: 'seller', id: seller.id },
    ],
    ...(seller.since === null ? {} : { seller: { id: seller.id, since: seller.since } }),
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  const version = await keep(tx, letter, {
    ...words,
    origin,
    unfounded,
    proposalId: proposal.id,
    createdBy: actor.personId,
    at,
  })
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: 'payouts.explained',
    subject: { kind: subjectKind, id: subjectId },
    after: { version, locale, origin, subject: words.subject },
    note: `Asked to tell ${seller.name}: ${words.subject} (version ${version}, ${origin === 'facts' ? 'our own words' : origin === 'model' ? 'reworded by the model' : 'edited'}).`,
    refs: [`seller:${seller.id}`, `proposal:${proposal.id}`],
    requestId: actor.requestId,
    at,
  })
  return { proposalId: proposal.id, version }
}

type Kept = Telling['words'] & {
  readonly origin: string
  readonly unfounded: readonly string[]
  readonly proposalId: string
  readonly createdBy: string
  readonly at: Date
}

async function keep(tx: Sql, { seller, subjectKind, subjectId, locale }: ReadLetter, kept: Kept): Promise<number> {
  const about = [tx.scope.entityId, tx.scope.livemode, subjectKind, subjectId, seller.id]
  const [known] = await tx.sql<{ version: number }>(
    `SELECT version FROM payout_explanation WHERE ${ABOUT} AND proposal_id = $6`,
    [...about, kept.proposalId],
  )
  if (known !== undefined) return known.version
  const [row] = await tx.sql<{ version: number }>(
    `INSERT INTO payout_explanation (id, entity_id, livemode, subject_kind, subject_id, seller_id, version, locale, subject, body, origin,
       unfounded, proposal_id, created_by, created_at)
     SELECT $6, $1, $2, $3, $4, $5, coalesce(max(version), 0) + 1, $7, $8, $9, $10, $11::jsonb, $12, $13, $14::text::timestamptz
       FROM payout_explanation WHERE ${ABOUT} RETURNING version`,
    [
      ...about,
      ...[newId('pex'), locale, kept.subject, kept.body, kept.origin, JSON.stringify(kept.unfounded)],
      ...[kept.proposalId, kept.createdBy, kept.at.toISOString()],
    ],
  )
  return row?.version ?? 0
}

const ABOUT = 'entity_id = $1 AND livemode = $2 AND subject_kind = $3 AND subject_id = $4 AND seller_id = $5'

async function keptOf(tx: Sql, { seller, subjectKind, subjectId }: ReadLetter): Promise<KeptExplanation[]> {
  const rows = await tx.sql<Omit<KeptExplanation, 'createdAt'> & { createdAt: Date }>(
    `SELECT e.version, e.locale, e.origin, e.proposal_id AS "proposalId", p.state, e.created_at AS "createdAt"
       FROM payout_explanation e JOIN proposal p ON p.id = e.proposal_id
      WHERE e.entity_id = $1 AND e.livemode = $2 AND e.subject_kind = $3 AND e.subject_id = $4 AND e.seller_id = $5
      ORDER BY e.version DESC LIMIT 20`,
    [tx.scope.entityId, tx.scope.livemode, subjectKind, subjectId, seller.id],
  )
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** Opens a ticket about what is being explained, owned by whoever asks: one per subject and seller. */
export async function ticketToExplain(tx: Sql, asking: Asking): Promise<{ readonly ticketId: string }> {
  const { actor, at } = asking
  const { seller, subjectKind, subjectId, draft } = await readLetter(tx, asking)
  const { ticketId } = await openTicket(
    tx,
    {
      subjectKind,
      subjectId,
      code: `explain_${seller.id}`,
      title: `${seller.name} asks: ${draft.subject}`,
      action: 'Answer the seller; the panel “Explain to seller” drafts the words.',
      ownerId: actor.personId,
      links: [{ kind: 'seller', id: seller.id, label: seller.name }],
    },
    at,
  )
  return { ticketId }
}
