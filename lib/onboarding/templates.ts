import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { agreementOf, termsOf, wireTerms } from '#lib/contracts/agreement-model.ts'
import { latestSide, namesOf } from '#lib/contracts/get-contract.ts'
import { parseTerms } from '#lib/contracts/parse-terms.ts'
import type { ParsedTerms } from '#lib/contracts/schema.ts'
import { describeConditions, describeRule, describeTier } from '#lib/contracts/words-model.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { noSuchTemplate, templateUnchanged, templateUnusable } from './refusals.ts'
import { termsHash } from './terms-hash.ts'

export type Template = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly terms: ParsedTerms
  readonly hash: string
}

type TemplateRow = Omit<Template, 'terms'> & { terms: unknown }

const COLUMNS = 't.id, t.version, t.name, t.terms, t.terms_hash AS hash'

/** Templates that sellers may be invited with, each in its newest version, by name. */
export async function openTemplates(tx: Sql): Promise<Template[]> {
  const rows = await tx.sql<TemplateRow>(
    `SELECT ${COLUMNS} FROM onboarding_template t
      WHERE t.entity_id = $1 AND t.livemode = $2 AND t.retired_at IS NULL
        AND NOT EXISTS (SELECT FROM onboarding_template n WHERE n.id = t.id AND n.version > t.version)
      ORDER BY t.name, t.id`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map((row) => ({ ...row, terms: parseTerms(row.terms) }))
}

/** The template of that id or name among some, whatever its capitals; refuses one that is not there. */
export function templateIn(templates: readonly Template[], name: string): Template {
  const wanted = name.trim().toLowerCase()
  const found = templates.find((one) => one.id === name || one.name.toLowerCase() === wanted)
  if (found === undefined) throw noSuchTemplate(name)
  return found
}

export type TemplateView = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly note: string
  readonly createdByName: string
  readonly createdAt: string
  readonly inWords: readonly string[]
  /** Sellers invited with it, in any version. */
  readonly invitedCount: number
}

/** Open templates in words, with how often each was used. */
export async function listTemplates(tx: Sql): Promise<TemplateView[]> {
  const rows = await tx.sql<TemplateRow & { note: string; by: string; at: Date; count: number }>(
    `SELECT ${COLUMNS}, t.note, coalesce(p.name, '') AS by, t.created_at AS at,
            (SELECT count(*)::int FROM onboarding o WHERE o.entity_id = t.entity_id AND o.livemode = t.livemode AND o.template_id = t.id) AS count
       FROM onboarding_template t LEFT JOIN person p ON p.id = t.created_by
      WHERE t.entity_id = $1 AND t.livemode = $2 AND t.retired_at IS NULL
        AND NOT EXISTS (SELECT FROM onboarding_template n WHERE n.id = t.id AND n.version > t.version)
      ORDER BY t.name, t.id`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return Promise.all(
    rows.map(async ({ id, version, name, note, by, at, count, terms }) => ({
      id,
      version,
      name,
      note,
      createdByName: by,
      createdAt: at.toISOString(),
      inWords: await termsInWords(tx, parseTerms(terms)),
      invitedCount: count,
    })),
  )
}

/** Terms as sentences: rules, then payees, then conditions. */
export async function termsInWords(tx: Sql, terms: ParsedTerms): Promise<string[]> {
  const agreement = agreementOf(terms)
  const nameOf = await namesOf(tx, [agreement])
  return [
    ...agreement.rules.map((rule) => describeRule(rule, nameOf)),
    ...agreement.tiers.map((tier) => describeTier(tier, agreement.tiers, nameOf)),
    ...describeConditions(agreement),
  ]
}

type Copying = {
  readonly actor: Actor
  readonly name: string
  readonly contractId: string
  readonly note: string
  readonly at: Date
}

/**
 * Keeps the terms of a contract's newest version under a name; the same name again is its next version. Terms come from contracts alone,
 * so that no template says what nobody approved. Refuses rules that name one seller.
 */
export async function makeTemplate(
  tx: Sql,
  { actor, name, contractId, note, at }: Copying,
): Promise<{ templateId: string }> {
  const side = await latestSide(tx, contractId)
  if (side === null) throw templateUnusable('This contract has no version yet.')
  const terms = termsOf(side.agreement, side.effectiveOn)
  if (terms.rules.some(({ sellerId }) => sellerId !== ''))
    throw templateUnusable('A rule of this contract names one seller, so it cannot be for others.')
  const by = { kind: 'person' as const, id: actor.personId, role: actor.roles.join(',') }
  const templateId = await keepTemplate(tx, { name, terms, note, contractVersionId: side.id, createdBy: by.id, at })
  if (templateId === null) throw templateUnchanged()
  await recordAudit(tx, {
    actor: by,
    action: 'onboarding.make_template',
    subject: { kind: 'onboarding_template', id: templateId },
    after: { name, contractVersionId: side.id, ...wireTerms(terms) },
    note: `Sellers can be invited with the terms “${name}”.`,
    refs: [`contract:${contractId}`],
    requestId: actor.requestId,
    at,
  })
  return { templateId }
}

type Keeping = {
  readonly name: string
  readonly terms: ParsedTerms
  readonly note: string
  readonly contractVersionId: string
  readonly createdBy: string
  readonly at: Date
}

/** Writes a template's next version and answers its id; null when the newest one says the same. */
export async function keepTemplate(tx: Sql, keeping: Keeping): Promise<string | null> {
  const { name, terms, note, contractVersionId, createdBy, at } = keeping
  await tx.exec('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `onboarding-template:${tx.scope.entityId}:${name.toLowerCase()}`,
  ])
  const [last] = await tx.sql<{ id: string; version: number; hash: string; isRetired: boolean }>(
    `SELECT id, version, terms_hash AS hash, retired_at IS NOT NULL AS "isRetired" FROM onboarding_template
      WHERE entity_id = $1 AND livemode = $2 AND lower(name) = lower($3) ORDER BY version DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, name],
  )
  const hash = termsHash(terms)
  if (last?.hash === hash && !last.isRetired) return null
  const id = last?.id ?? newId('otm')
  await tx.exec(
    `INSERT INTO onboarding_template (id, version, entity_id, livemode, name, terms, terms_hash, contract_version_id, note, created_by, created_at)
     VALUES ($1, $2::int, $3, $4, $5, $6::text::jsonb, $7, $8, $9, $10, $11::text::timestamptz)`,
    [
      id,
      (last?.version ?? 0) + 1,
      tx.scope.entityId,
      tx.scope.livemode,
      name,
      JSON.stringify(wireTerms(terms)),
      hash,
      contractVersionId,
      note,
      createdBy,
      at.toISOString(),
    ],
  )
  return id
}

type Retiring = { readonly actor: Actor; readonly templateId: string; readonly at: Date }

/** Takes a template out of use; who was invited with it keeps the terms. */
export async function retireTemplate(tx: Sql, { actor, templateId, at }: Retiring): Promise<void> {
  const retired = await tx.sql<{ name: string }>(
    `UPDATE onboarding_template SET retired_at = $4::text::timestamptz
      WHERE id = $1 AND entity_id = $2 AND livemode = $3 AND retired_at IS NULL RETURNING name`,
    [templateId, tx.scope.entityId, tx.scope.livemode, at.toISOString()],
  )
  const name = retired[0]?.name
  if (name === undefined) throw noSuchTemplate(templateId)
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: 'onboarding.retire_template',
    subject: { kind: 'onboarding_template', id: templateId },
    note: `Nobody is invited with the terms “${name}” any more.`,
    requestId: actor.requestId,
    at,
  })
}
