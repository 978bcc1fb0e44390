import { parseTerms } from '#lib/contracts/parse-terms.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Check } from './checklist-model.ts'
import { readChecks } from './read-checks.ts'
import { type Round, roundsOf } from './review-rounds.ts'
import { daysSince, isStuck, type ShownState, type State, shownState } from './state-model.ts'
import { termsInWords } from './templates.ts'

export type StepLine = { readonly label: string; readonly at: string | null }

export type FirstSale = {
  readonly settlementId: string
  readonly orderId: string
  readonly soldAt: string
  readonly owed: WireMoney
  /** State of the seller's share. */
  readonly state: string
}

export type RoundView = Omit<Round, 'placedAt' | 'decidedAt' | 'endedAt' | 'decidedBy'> & {
  readonly placedAt: string
  readonly decidedAt: string | null
  readonly endedAt: string | null
  readonly decidedByName: string
}

export type OnboardingDetail = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly currency: string
  readonly note: string
  readonly state: ShownState
  readonly days: number
  readonly isStuck: boolean
  readonly expiresAt: string
  readonly reminders: number
  readonly remindedAt: string | null
  readonly invitedByName: string
  readonly askProblem: string
  readonly stripeAccount: string
  readonly sellerId: string
  readonly contractId: string
  readonly factsAt: string | null
  readonly template: string
  readonly templateVersion: number
  readonly terms: readonly string[]
  readonly termsHash: string
  readonly agreedByName: string
  readonly agreedAt: string | null
  readonly steps: readonly StepLine[]
  readonly checks: readonly Check[]
  /** Newest first. */
  readonly rounds: readonly RoundView[]
  readonly sales: readonly FirstSale[]
}

type Stored = {
  id: string
  name: string
  email: string
  country: string
  currency: string
  note: string
  state: State
  stateSince: Date
  expiresAt: Date
  reminders: number
  remindedAt: Date | null
  invitedByName: string
  askProblem: string
  stripeAccount: string
  sellerId: string
  contractId: string
  facts: unknown
  factsAt: Date | null
  template: string
  templateVersion: number
  terms: unknown
  termsHash: string
  agreedByName: string
  contractAt: Date | null
  invitedAt: Date
  acceptedAt: Date | null
  accountAt: Date | null
  readyAt: Date | null
  checksAt: Date | null
  firstSaleAt: Date | null
  reviewedAt: Date | null
  firstPayoutAt: Date | null
}

/** One seller on the way in with everything a person decides by; null when there is none. */
export async function getOnboarding(tx: Sql, id: string, at: Date): Promise<OnboardingDetail | null> {
  const [row] = await tx.sql<Stored>(
    `SELECT o.id, o.name, o.email, o.country, o.currency::text AS currency, o.note, o.state, o.state_since AS "stateSince",
            o.expires_at AS "expiresAt", o.reminders, o.reminded_at AS "remindedAt", coalesce(p.name, '') AS "invitedByName",
            o.ask_problem AS "askProblem", o.stripe_account AS "stripeAccount", o.seller_id AS "sellerId", o.contract_id AS "contractId",
            o.facts, o.facts_at AS "factsAt", coalesce(t.name, '') AS template, o.template_version AS "templateVersion", o.terms,
            o.terms_hash AS "termsHash", coalesce(a.name, '') AS "agreedByName", o.contract_at AS "contractAt", o.invited_at AS "invitedAt",
            o.accepted_at AS "acceptedAt", o.account_at AS "accountAt", o.ready_at AS "readyAt", o.checks_at AS "checksAt",
            o.first_sale_at AS "firstSaleAt", o.reviewed_at AS "reviewedAt", o.first_payout_at AS "firstPayoutAt"
       FROM onboarding o LEFT JOIN person p ON p.id = o.invited_by LEFT JOIN person a ON a.id = o.agreed_by
       LEFT JOIN onboarding_template t ON t.id = o.template_id AND t.version = o.template_version
      WHERE o.id = $1 AND o.entity_id = $2 AND o.livemode = $3`,
    [id, tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) return null
  const { stateSince, facts, terms, contractAt, invitedAt, acceptedAt, accountAt, readyAt, checksAt, ...rest } = row
  const { firstSaleAt, reviewedAt, firstPayoutAt, ...plain } = rest
  const state = shownState(row.state, row.expiresAt, at)
  const step = (label: string, when: Date | null): StepLine => ({ label, at: when?.toISOString() ?? null })
  return {
    ...plain,
    state,
    days: daysSince(stateSince, at),
    isStuck: isStuck(state, stateSince, at),
    expiresAt: row.expiresAt.toISOString(),
    remindedAt: row.remindedAt?.toISOString() ?? null,
    factsAt: row.factsAt?.toISOString() ?? null,
    agreedAt: contractAt?.toISOString() ?? null,
    terms: await termsInWords(tx, parseTerms(terms)),
    steps: [
      step('Invited', invitedAt),
      step('Accepted', acceptedAt),
      step('Account opened', accountAt),
      step('Account ready', readyAt),
      step('Contract accepted', contractAt),
      step('Checks passed', checksAt),
      step('First sale', firstSaleAt),
      step('First payment reviewed', reviewedAt),
      step('First payout', firstPayoutAt),
    ],
    checks: (await readChecks(tx, { ...row, facts })).checks,
    rounds: await viewRounds(tx, row.id),
    sales: row.sellerId === '' ? [] : await firstSales(tx, row.sellerId),
  }
}

async function viewRounds(tx: Sql, onboardingId: string): Promise<RoundView[]> {
  const rounds = await roundsOf(tx, onboardingId)
  const people = await tx.sql<{ id: string; name: string }>('SELECT id, name FROM person WHERE id = ANY($1::text[])', [
    rounds.map(({ decidedBy }) => decidedBy),
  ])
  return rounds.map(({ decidedBy, placedAt, decidedAt, endedAt, ...round }) => ({
    ...round,
    placedAt: placedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    decidedByName: people.find(({ id }) => id === decidedBy)?.name ?? '',
  }))
}

const SALES_MAX = 10

async function firstSales(tx: Sql, sellerId: string): Promise<FirstSale[]> {
  const rows = await tx.sql<{
    settlementId: string
    orderId: string
    soldAt: Date
    minor: bigint
    currency: string
    state: string
  }>(
    `SELECT h.settlement_id AS "settlementId", s.order_id AS "orderId", s.collected_at AS "soldAt", h.owed_minor AS minor,
            h.currency::text AS currency, h.state
       FROM settlement_share h JOIN settlement s ON s.id = h.settlement_id
      WHERE h.entity_id = $1 AND h.livemode = $2 AND h.seller_id = $3 ORDER BY s.collected_at, s.id LIMIT ${SALES_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
  return rows.map(({ minor, currency, soldAt, ...sale }) => ({
    ...sale,
    soldAt: soldAt.toISOString(),
    owed: { minor: minor.toString(), currency },
  }))
}
