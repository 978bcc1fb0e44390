/** What is checked of a new seller's account, bank and taxes before money leaves. Pure. */

export const CHECK_KEYS = [
  'charges',
  'payouts',
  'requirements',
  'bank',
  'bank_country',
  'bank_holder',
  'bank_shared',
  'tax',
] as const
export type CheckKey = (typeof CHECK_KEYS)[number]

/** A bank account of the seller's, as Stripe says it. */
type Bank = { readonly country: string; readonly holder: string; readonly last4: string }

/** What the checks look at; null where Stripe was not asked yet. */
export type AccountFacts = {
  readonly chargesEnabled: boolean
  readonly payoutsEnabled: boolean
  readonly detailsSubmitted: boolean
  readonly disabledReason: string
  readonly currentlyDue: readonly string[]
  readonly pastDue: readonly string[]
  readonly taxIdProvided: boolean | null
  readonly banks: readonly Bank[]
}

type Looked = {
  readonly facts: AccountFacts | null
  /** As it was invited. */
  readonly name: string
  readonly country: string
  /** Sellers who are paid to the same bank account. */
  readonly sharedWith: readonly string[]
}

type Finding = {
  readonly key: CheckKey
  readonly state: 'ok' | 'waiting' | 'problem'
  readonly reason: string
  /** Who must act; nobody when it is in order. */
  readonly who: 'seller' | 'us' | 'stripe' | 'nobody'
}

export type Deviation = {
  readonly key: string
  readonly finding: string
  readonly reason: string
  readonly byName: string
  readonly at: string
}

export type Check = Omit<Finding, 'state'> & {
  readonly state: Finding['state'] | 'accepted'
  /** Who let it pass and why; null when nobody did. */
  readonly deviation: Deviation | null
}

const NAMES: Readonly<Record<CheckKey, string>> = {
  charges: 'May take payments',
  payouts: 'May be paid out',
  requirements: 'Stripe has what it asks for',
  bank: 'A bank account is on file',
  bank_country: 'The bank is in the seller’s country',
  bank_holder: 'The account holder is the seller',
  bank_shared: 'Nobody else is paid to this bank account',
  tax: 'The tax number is on file',
}

export const checkName = (key: CheckKey): string => NAMES[key]

/** What may be let pass with a reason. What Stripe itself refuses cannot be. */
const MAY_DEVIATE: readonly CheckKey[] = ['bank_country', 'bank_holder', 'bank_shared', 'tax']

export const mayDeviate = ({ key, state }: Pick<Check, 'key' | 'state'>): boolean =>
  state !== 'ok' && state !== 'accepted' && MAY_DEVIATE.includes(key)

const TAX = /tax_id|id_number|vat|w-?[89]|tax_form/i

const ok = (key: CheckKey, reason: string): Finding => ({ key, state: 'ok', reason, who: 'nobody' })

/** Every check with what was found, in a fixed order. */
function findings({ facts, name, country, sharedWith }: Looked): readonly Finding[] {
  if (facts === null) {
    const reason = 'There is no account at Stripe yet.'
    return CHECK_KEYS.map((key) => ({ key, state: 'waiting', reason, who: 'nobody' }))
  }
  const due = facts.currentlyDue.filter((field) => !TAX.test(field))
  const overdue = facts.pastDue.length > 0
  return [
    enabled('charges', facts.chargesEnabled, facts, 'Stripe takes payments for it.'),
    enabled('payouts', facts.payoutsEnabled, facts, 'Stripe pays it out.'),
    due.length === 0
      ? ok('requirements', 'Nothing is asked for.')
      : {
          key: 'requirements',
          state: overdue && facts.detailsSubmitted ? 'problem' : 'waiting',
          reason: `Stripe asks for ${due.map(wordOf).join(', ')}${overdue && facts.detailsSubmitted ? ', overdue' : ''}.`,
          who: 'seller',
        },
    facts.banks.length > 0
      ? ok('bank', facts.banks.map(({ last4, country: at }) => `Account ending in ${last4} (${at})`).join(', '))
      : { key: 'bank', state: 'waiting', reason: 'No bank account was given yet.', who: 'seller' },
    ...bankFindings(facts.banks, { name, country, sharedWith }),
    taxFinding(facts),
  ]
}

function enabled(key: 'charges' | 'payouts', isOn: boolean, facts: AccountFacts, good: string): Finding {
  if (isOn) return ok(key, good)
  const isTheirs = facts.currentlyDue.length > 0 || !facts.detailsSubmitted
  const why = facts.disabledReason === '' ? '' : ` (${facts.disabledReason})`
  return {
    key,
    state: facts.detailsSubmitted && !isTheirs ? 'problem' : 'waiting',
    reason: isTheirs ? `Stripe waits for the seller${why}.` : `Stripe is looking at what was given${why}.`,
    who: isTheirs ? 'seller' : 'stripe',
  }
}

function bankFindings(banks: readonly Bank[], { name, country, sharedWith }: Omit<Looked, 'facts'>): Finding[] {
  const waiting = (key: CheckKey): Finding => ({
    key,
    state: 'waiting',
    reason: 'No bank account was given yet.',
    who: 'seller',
  })
  if (banks.length === 0) return (['bank_country', 'bank_holder', 'bank_shared'] as const).map(waiting)
  const abroad = banks.find((bank) => bank.country !== '' && bank.country !== country)
  const stranger = banks.find(({ holder }) => holder !== '' && !isSameName(holder, name))
  const unnamed = banks.every(({ holder }) => holder === '')
  return [
    abroad === undefined
      ? ok('bank_country', `The bank is in ${country}.`)
      : {
          key: 'bank_country',
          state: 'problem',
          reason: `The account ending in ${abroad.last4} is in ${abroad.country}, the seller in ${country}.`,
          who: 'us',
        },
    stranger === undefined
      ? ok('bank_holder', unnamed ? 'Stripe names no holder; it checked the account itself.' : 'The names agree.')
      : {
          key: 'bank_holder',
          state: 'problem',
          reason: `The account ending in ${stranger.last4} belongs to “${stranger.holder}”, the seller is “${name}”.`,
          who: 'us',
        },
    sharedWith.length === 0
      ? ok('bank_shared', 'Nobody else is paid to it.')
      : {
          key: 'bank_shared',
          state: 'problem',
          reason: `${sharedWith.join(', ')} ${sharedWith.length === 1 ? 'is' : 'are'} paid to the same account.`,
          who: 'us',
        },
  ]
}

function taxFinding({ currentlyDue, taxIdProvided }: AccountFacts): Finding {
  const asked = currentlyDue.filter((field) => TAX.test(field))
  if (asked.length > 0) {
    return { key: 'tax', state: 'waiting', reason: `Stripe asks for ${asked.map(wordOf).join(', ')}.`, who: 'seller' }
  }
  return ok('tax', taxIdProvided === true ? 'Stripe has the tax number.' : 'Stripe does not ask for it.')
}

const wordOf = (field: string): string => field.replaceAll(/[._]/g, ' ')

/** Company forms and signs that banks leave out or add. */
const FORMS =
  /\b(?:inc|incorporated|llc|ltd|limited|corp|co|gmbh|ug|ag|kg|ohg|gbr|e k|sarl|sas|sa|sl|srl|bv|kk|the|und|and)\b/g

const plain = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(FORMS, ' ')
    .split(' ')
    .filter((word) => word !== '')

/** Whether two names mean one owner: every word of the shorter one is in the longer one, forms of companies aside. */
export function isSameName(left: string, right: string): boolean {
  const [short = [], long = []] = [plain(left), plain(right)].toSorted((a, b) => a.length - b.length)
  if (short.length === 0) return left.trim() === right.trim()
  return short.every((word) => long.includes(word))
}

/** The checklist: what was found, and what somebody let pass. A deviation holds for exactly what had been found. */
export function checklist(looked: Looked, deviations: readonly Deviation[]): readonly Check[] {
  return findings(looked).map((finding) => {
    const deviation = deviations.find(({ key, finding: text }) => key === finding.key && text === finding.reason)
    if (finding.state === 'ok' || deviation === undefined) return { ...finding, deviation: null }
    return { ...finding, state: 'accepted', who: 'nobody', deviation }
  })
}

export const isSettled = ({ state }: Pick<Check, 'state'>): boolean => state === 'ok' || state === 'accepted'
