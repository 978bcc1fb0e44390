import type { Actor } from '#lib/access/actor.ts'
import type { SellerActor } from '#lib/access/seller-actor.ts'
import { parseTerms } from '#lib/contracts/parse-terms.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { inTransaction, SYSTEM } from '#lib/platform/db.ts'
import type { AccountState, ConnectedAccount } from '#lib/providers/stripe/connected-account.ts'
import type { InviteFields } from './schema.ts'
import type { StripeSide } from './stripe-side.ts'
import { keepTemplate } from './templates.ts'

export const AT = new Date('2026-11-20T12:00:00Z')
const DAY_MS = 86_400_000
export const later = (days: number): Date => new Date(AT.getTime() + days * DAY_MS)

const NOTHING_GIVEN: AccountState = {
  name: '',
  country: 'DE',
  chargesEnabled: false,
  payoutsEnabled: false,
  detailsSubmitted: false,
  disabledReason: 'requirements.past_due',
  currentlyDue: ['external_account', 'company.name'],
  pastDue: ['external_account'],
  taxIdProvided: false,
  banks: [],
}

/** How the next call to open an account ends. */
type Ending = 'answered' | 'lost before' | 'lost after' | 'refused' | 'dies after'

export type FakeStripe = StripeSide & {
  endings: Ending[]
  /** Accounts that were opened, by reference. */
  readonly accounts: Map<string, ConnectedAccount>
  readonly asked: string[]
  say(reference: string, state: Partial<AccountState>): void
}

let opened = 0

/** A Stripe that ends calls as a test says, and opens one account per idempotency key. */
export function fakeStripe(): FakeStripe {
  const accounts = new Map<string, ConnectedAccount>()
  const byKey = new Map<string, ConnectedAccount>()
  const asked: string[] = []
  const lost = { outcome: 'unknown', message: 'no answer', requestId: '', isAnswered: false } as const
  const side: FakeStripe = {
    endings: [],
    accounts,
    asked,
    say: (reference, state) => {
      const account = accounts.get(reference)
      if (account !== undefined) accounts.set(reference, withState(account, { ...account.state, ...state }))
    },
    open: async ({ reference, idempotencyKey, name, email, country, currency }) => {
      asked.push(`open ${idempotencyKey}`)
      const ending = side.endings.shift() ?? 'answered'
      if (ending === 'lost before') return lost
      if (ending === 'refused') {
        const message = 'Country not supported.'
        return { outcome: 'failed', code: 'x', message, requestId: '', retryable: false, insufficient: false }
      }
      const made = byKey.get(idempotencyKey) ?? newAccount({ name, email, country, currency })
      byKey.set(idempotencyKey, made)
      accounts.set(reference, accounts.get(reference) ?? made)
      if (ending === 'dies after') throw new Error('the process died')
      return ending === 'lost after' ? lost : { outcome: 'succeeded', object: made, requestId: 'req_1' }
    },
    find: async ({ reference }) => {
      asked.push(`find ${reference}`)
      const object = accounts.get(reference)
      return object === undefined ? { outcome: 'absent' } : { outcome: 'succeeded', object, requestId: '' }
    },
    read: async (account) => {
      const found = [...accounts.values()].find(({ row }) => row.id === account)
      if (found === undefined) throw new Error(`there is no ${account}`)
      return found
    },
  }
  return side
}

type New = { readonly name: string; readonly email: string; readonly country: string; readonly currency: string }

function newAccount({ name, email, country, currency }: New): ConnectedAccount {
  opened += 1
  const row = {
    id: `acct_onboarding${opened}`,
    name,
    email,
    country,
    defaultCurrency: currency,
    transfersStatus: 'inactive',
    lossesPayer: 'application',
    feesPayer: 'application',
    createdAt: AT,
    asOf: AT,
    chargesEnabled: false,
    payoutsEnabled: false,
    disabledReason: '',
    banks: [],
  }
  return withState({ row, state: NOTHING_GIVEN }, { ...NOTHING_GIVEN, country })
}

function withState({ row }: ConnectedAccount, state: AccountState): ConnectedAccount {
  const { chargesEnabled, payoutsEnabled, disabledReason } = state
  const banks = state.banks.map(({ id, last4, currency }) => ({ id, last4, currency, fingerprint: `print ${id}` }))
  return { row: { ...row, chargesEnabled, payoutsEnabled, disabledReason, banks }, state }
}

/** What a seller gives who does everything right. */
export const everything = (name: string): Partial<AccountState> => ({
  chargesEnabled: true,
  payoutsEnabled: true,
  detailsSubmitted: true,
  disabledReason: '',
  currentlyDue: [],
  pastDue: [],
  taxIdProvided: true,
  banks: [{ id: `ba_${name}`, country: 'DE', currency: 'EUR', holder: name, last4: '4242' }],
})

export const fieldsOf = (name: string, changes: Partial<InviteFields> = {}): InviteFields => ({
  name,
  email: `${name.toLowerCase()}@seller.test`,
  country: 'DE',
  currency: 'EUR',
  template: 'Standard',
  note: '',
  ...changes,
})

/** A marketplace with one template, and its operator. */
export async function aMarketplace(): Promise<{ entity: Entity; operator: Actor }> {
  const entity = await ensureEntity({
    name: 'Marketplace',
    stripeAccount: 'acct_platform',
    livemode: false,
    functionalCurrency: 'EUR',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    at: AT,
  })
  const terms = parseTerms({ effectiveOn: '2026-01-01', rules: [{ percentBps: 1_200 }] })
  await inTransaction(SYSTEM(entity), (tx) =>
    keepTemplate(tx, { name: 'Standard', terms, note: '', contractVersionId: '', createdBy: 'system', at: AT }),
  )
  const operator: Actor = {
    personId: 'per_olu',
    name: 'Olu',
    email: 'olu@example.test',
    roles: ['operator'],
    sellerId: null,
    entity,
    scope: { entityId: entity.id, livemode: false, actor: 'per_olu' },
    requestId: 'req_1',
  }
  return { entity, operator }
}

/** The seller's owner, as the portal knows them. */
export const ownerOf = (entity: Entity, sellerId: string): SellerActor => ({
  personId: 'per_owner',
  name: 'Owner',
  email: 'owner@seller.test',
  sellerId,
  role: 'owner',
  locale: 'en',
  entity,
  scope: { entityId: entity.id, livemode: false, actor: 'per_owner', role: 'tieout_seller', sellerId },
  requestId: 'req_2',
  viewedBy: null,
})
