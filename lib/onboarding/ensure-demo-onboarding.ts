import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { termsOf, wireTerms } from '#lib/contracts/agreement-model.ts'
import { findContract } from '#lib/contracts/create-contract.ts'
import { latestSide } from '#lib/contracts/get-contract.ts'
import { parseTerms } from '#lib/contracts/parse-terms.ts'
import type { ContractTerms, ParsedTerms } from '#lib/contracts/schema.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { newId } from '#lib/platform/ids.ts'
import { hashOf } from './link.ts'
import { keepTemplate, openTemplates, type Template } from './templates.ts'
import { ownTerms } from './terms-hash.ts'

const DAY_MS = 86_400_000
/** Of the demo's sellers, so many of the youngest came in by invitation. */
const CAME_IN = 8

/** Terms of the demo that no contract of its past has. */
const MORE: readonly {
  readonly name: string
  readonly note: string
  readonly terms: Omit<ContractTerms, 'effectiveOn'>
}[] = [
  {
    name: 'Handmade',
    note: 'For makers who sell few things at a time.',
    terms: { rules: [{ percentBps: 1_200, fixedMinor: '30', currency: 'USD' }, { percentBps: 1_200 }], holdDays: 2 },
  },
  {
    name: 'Large sellers',
    note: 'A lower rate above an amount sold in the month; a part is held back.',
    terms: {
      rules: [
        {
          percentBps: 1_500,
          currency: 'USD',
          scale: 'marginal',
          steps: [{ overMinor: '1000000', percentBps: 1_000 }],
        },
        { percentBps: 1_500 },
      ],
      feeBearer: 'seller',
      reserveBps: 500,
      reserveDays: 30,
    },
  },
]

/** Two who were invited and have not answered, with how many days ago. */
const WAITING = [
  { name: 'Kiln & Co', email: 'hello@kiln.example', country: 'US', currency: 'USD', daysAgo: 3 },
  { name: 'Atelier Lumière', email: 'bonjour@lumiere.example', country: 'FR', currency: 'EUR', daysAgo: 19 },
] as const

/** Gives the demo templates, and the past of the sellers who came in last. Repeatable. */
export async function ensureDemoOnboarding(entity: Entity, at: Date): Promise<void> {
  if (!env.isDemo) throw new Error('Demo onboarding exists only with the embedded sandbox.')
  await inTransaction(SYSTEM(entity), async (tx) => {
    if ((await openTemplates(tx)).length > 0) return
    await keepTemplates(tx, entity, at)
    const [standard] = (await openTemplates(tx)).filter(({ name }) => name === 'Standard')
    if (standard === undefined) throw new Error('the demo’s own template is not there')
    const count = (await enterPast(tx, standard)) + (await enterWaiting(tx, standard, at))
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'onboarding.enter_past',
      subject: { kind: 'entity', id: entity.id },
      note: `Entered how ${count} sellers of the demo came in.`,
      at,
    })
  })
}

async function keepTemplates(tx: Sql, entity: Entity, at: Date): Promise<void> {
  const effectiveOn = accountingOn(entity, at)
  const keep = (name: string, note: string, terms: ParsedTerms, contractVersionId = '') =>
    keepTemplate(tx, { name, note, terms, contractVersionId, createdBy: 'system', at })
  const usual = await findContract(tx, '')
  const side = usual === null ? null : await latestSide(tx, usual.id)
  const terms =
    side === null ? parseTerms({ effectiveOn, rules: [{ percentBps: 1_500 }] }) : termsOf(side.agreement, effectiveOn)
  await keep('Standard', 'What applies to everybody without terms of their own.', terms, side?.id)
  for (const one of MORE) await keep(one.name, one.note, parseTerms({ effectiveOn, ...one.terms }))
}

/** The youngest sellers who were paid before came in by invitation, some days before their account was opened. */
function enterPast(tx: Sql, { id, version, terms, hash }: Template): Promise<number> {
  return tx.exec(
    `INSERT INTO onboarding (id, entity_id, livemode, email, name, country, currency, note, state, state_since, link_no, token_hash,
        expires_at, invited_by, invited_at, accepted_at, asked_at, stripe_account, seller_id, account_at, ready_at, template_id,
        template_version, terms, terms_hash, own_terms, agreed_hash, contract_at, seller_todo, open_checks, checks_at, first_sale_at,
        reviewed_at, first_payout_at, live_at)
     SELECT 'onb_' || substr(s.id, 5), s.entity_id, s.livemode, lower(s.email), s.name, s.country, s.default_currency, '', 'live', s.paid_at, 1,
            sha256(convert_to(s.id, 'UTF8')), s.opened_at + interval '9 days', 'system',
            s.opened_at - make_interval(hours => 30 + s.chance % 120), s.opened_at, s.opened_at, s.stripe_account,
            s.id, s.opened_at, s.opened_at + make_interval(hours => 1 + s.chance % 50), $3, $4::int, $5::text::jsonb, $6,
            $7::text::jsonb, $6, s.opened_at + make_interval(hours => 2 + s.chance % 60), '{}', '{}',
            s.opened_at + make_interval(hours => 8 + s.chance % 70), s.first_sale_at, s.paid_at - interval '2 days', s.paid_at, s.paid_at
       FROM (SELECT s.*, abs(hashtext(s.stripe_account)) AS chance, greatest(s.account_created_at, s.first_sale_at - interval '6 days') AS opened_at,
                    (SELECT min(p.arrival_at) FROM payout p WHERE p.entity_id = s.entity_id AND p.livemode = s.livemode
                        AND p.account = s.stripe_account AND p.status = 'paid') AS paid_at
               FROM seller s WHERE s.entity_id = $1 AND s.livemode = $2 AND s.email <> '' AND s.first_sale_at IS NOT NULL) s
      WHERE s.paid_at > s.first_sale_at ORDER BY s.account_created_at DESC, s.id LIMIT ${CAME_IN}
     ON CONFLICT DO NOTHING`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      id,
      version,
      JSON.stringify(wireTerms(terms)),
      hash,
      JSON.stringify(ownTerms(terms)),
    ],
  )
}

async function enterWaiting(tx: Sql, { id: templateId, version, terms, hash }: Template, at: Date): Promise<number> {
  let entered = 0
  for (const { name, email, country, currency, daysAgo } of WAITING) {
    const id = newId('onb')
    const invitedAt = new Date(at.getTime() - daysAgo * DAY_MS)
    entered += await tx.exec(
      `INSERT INTO onboarding (id, entity_id, livemode, email, name, country, currency, note, state, state_since, link_no, token_hash,
          expires_at, invited_by, invited_at, template_id, template_version, terms, terms_hash, own_terms, seller_todo, open_checks)
       VALUES ($1, $2, $3, $4, $5, $6, $7, '', 'invited', $8::text::timestamptz, 1, $9, $8::text::timestamptz + interval '14 days', 'system',
               $8::text::timestamptz, $10, $11::int, $12::text::jsonb, $13, $14::text::jsonb, '{}', '{}') ON CONFLICT DO NOTHING`,
      [
        id,
        tx.scope.entityId,
        tx.scope.livemode,
        email,
        name,
        country,
        currency,
        invitedAt.toISOString(),
        hashOf(id, 1),
        templateId,
        version,
        JSON.stringify(wireTerms(terms)),
        hash,
        JSON.stringify(ownTerms(terms)),
      ],
    )
  }
  return entered
}
