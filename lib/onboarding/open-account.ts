import { localeOfCountry } from '#lib/access/seller-model.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { startContract } from '#lib/contracts/create-contract.ts'
import { parseTerms } from '#lib/contracts/parse-terms.ts'
import { saveDraft } from '#lib/contracts/save-draft.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { addSellerPerson } from '#lib/people/seller-people.ts'
import { clock } from '#lib/platform/clock.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import type { ConnectedAccount } from '#lib/providers/stripe/connected-account.ts'
import type { ProviderOutcome } from '#lib/providers/stripe/send.ts'
import { resolveSeller } from '#lib/sellers/find-seller.ts'
import { recordSellers } from '#lib/sellers/record-account.ts'
import { advance } from './advance.ts'
import { lockRow, type Row } from './row.ts'
import type { StripeSide } from './stripe-side.ts'

/** How long one asks before another may, in real time. */
const LEASE_MS = 60_000
/** Until an outcome that nobody knows is looked up. */
const LOOK_AGAIN_SECONDS = 20
/** Stripe's clock and ours may differ by so much. */
const SLACK_MS = 3_600_000

type Opening = { readonly entity: Entity; readonly onboardingId: string; readonly side: StripeSide; readonly at: Date }

/**
 * Opens the seller's account at Stripe, once: an ask that was made before is looked up before it is made again, under the same
 * idempotency key. Answers whether there is an account now. Repeatable; a process that dies in between leaves an ask to look up.
 */
export async function openAccount(opening: Opening): Promise<boolean> {
  const { entity, onboardingId, side, at } = opening
  const claim = await inTransaction(SYSTEM(entity), (tx) => claimAsk(tx, onboardingId, at))
  if (claim === 'there') return true
  if (claim === 'busy') return false
  const { row, wasAsked } = claim
  const outcome = (wasAsked ? await lookUp(side, row) : null) ?? (await ask(side, row))
  return inTransaction(SYSTEM(entity), async (tx) => {
    if (outcome.outcome === 'succeeded') return recordAccount(tx, { entity, onboardingId, account: outcome.object, at })
    await endAsk(tx, row, outcome)
    return false
  })
}

type Claim = 'there' | 'busy' | { readonly row: Row; readonly wasAsked: boolean }

/** Takes the ask: nobody else asks for a minute, and whoever comes after us knows that somebody asked. */
async function claimAsk(tx: Sql, onboardingId: string, at: Date): Promise<Claim> {
  const row = await lockRow(tx, onboardingId)
  if (row.stripeAccount !== '') return 'there'
  const now = clock.wall()
  if (row.acceptedAt === null || row.revokedAt !== null || (row.askingUntil !== null && row.askingUntil > now))
    return 'busy'
  await tx.exec(
    `UPDATE onboarding SET asked_at = coalesce(asked_at, $2::text::timestamptz), asking_until = $3::text::timestamptz WHERE id = $1`,
    [row.id, at.toISOString(), new Date(now.getTime() + LEASE_MS).toISOString()],
  )
  // A worker that dies now leaves this job behind.
  await enqueue(tx, 'onboarding', { id: row.id }, { key: row.id, startAfterSeconds: LEASE_MS / 1_000 + 1 })
  return { row: { ...row, askedAt: row.askedAt ?? at }, wasAsked: row.askedAt !== null }
}

/** What became of an earlier ask; null when Stripe knows nothing of it. */
async function lookUp(side: StripeSide, row: Row): Promise<ProviderOutcome<ConnectedAccount> | null> {
  const since = new Date((row.askedAt ?? row.invitedAt).getTime() - SLACK_MS)
  const found = await side.find({ reference: row.id, since })
  return found.outcome === 'absent' ? null : found
}

const ask = (side: StripeSide, { id, askNo, email, name, country, currency }: Row) =>
  side.open({ reference: id, email, name, country, currency, idempotencyKey: `onboarding:${id}:account:${askNo}` })

type NotMade = Exclude<ProviderOutcome<ConnectedAccount>, { outcome: 'succeeded' }>

/** Notes why there is no account. What Stripe refused for good may be asked anew; what nobody knows is looked up. */
async function endAsk(tx: Sql, row: Row, outcome: NotMade): Promise<void> {
  const isFinal = outcome.outcome === 'failed' && !outcome.retryable
  await tx.exec(
    `UPDATE onboarding SET ask_problem = $2, asking_until = NULL, ask_no = ask_no + $3::int,
            asked_at = CASE WHEN $3::int = 1 THEN NULL ELSE asked_at END WHERE id = $1 AND stripe_account = ''`,
    [row.id, outcome.message.slice(0, 500), isFinal ? 1 : 0],
  )
  if (!isFinal) await enqueue(tx, 'onboarding', { id: row.id }, { startAfterSeconds: LOOK_AGAIN_SECONDS })
}

type Recording = {
  readonly entity: Entity
  readonly onboardingId: string
  readonly account: ConnectedAccount
  readonly at: Date
}

/** Writes down the account that Stripe opened: the seller, its person, the contract's draft, and the hold of the first payment. */
async function recordAccount(tx: Sql, { entity, onboardingId, account, at }: Recording): Promise<boolean> {
  const row = await lockRow(tx, onboardingId)
  if (row.stripeAccount !== '') return true
  await recordSellers(tx, [account.row])
  const seller = await resolveSeller(tx, account.row.id)
  if (seller === null) throw new Error(`the seller of ${account.row.id} was not recorded`)
  const actor = { kind: 'person' as const, id: row.invitedBy, role: '' }
  const { contractId } = await startContract(tx, { sellerId: seller.id, name: row.name, actor, at })
  const terms = { ...parseTerms(row.terms), effectiveOn: accountingOn(entity, at) }
  const note = 'The terms the seller was invited with.'
  await saveDraft(tx, { contractId, terms, note, attachmentHash: '', actor, at })
  await tx.exec(
    `UPDATE onboarding SET stripe_account = $2, seller_id = $3, account_at = $4::text::timestamptz, facts = $5::text::jsonb,
            facts_at = $7::text::timestamptz, contract_id = $6, ask_problem = '', asking_until = NULL WHERE id = $1`,
    [
      row.id,
      account.row.id,
      seller.id,
      at.toISOString(),
      JSON.stringify(account.state),
      contractId,
      account.row.asOf.toISOString(),
    ],
  )
  const personId = await addSellerPerson(tx, {
    sellerId: seller.id,
    email: row.email,
    name: row.name,
    role: 'owner',
    locale: localeOfCountry(row.country),
    passwordHash: '',
    by: actor,
    at,
  })
  await recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action: 'onboarding.account_opened',
    subject: { kind: 'onboarding', id: row.id },
    after: { account: account.row.id, sellerId: seller.id, contractId },
    note:
      personId === null
        ? `Stripe opened an account for ${row.name}. Somebody has the address meanwhile: let a person in on the seller’s page.`
        : `Stripe opened an account for ${row.name}.`,
    refs: [`seller:${seller.id}`, `account:${account.row.id}`],
    at,
  })
  await advance(tx, { entity, onboardingId: row.id, at })
  return true
}
