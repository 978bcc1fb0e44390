import { ACTIONS, type CheckCode } from './checks.ts'

type Lifting = { readonly whoLifts: string; readonly sellerMust: string }

/** Who can end what a failed check holds up, and what the seller must do for it. */
export const liftingOf = (code: CheckCode): Lifting => ({
  whoLifts: LIFTERS[code] ?? ACTIONS[code],
  sellerMust: SELLER_MUST[code] ?? 'Nothing.',
})

const LIFTERS: Partial<Readonly<Record<CheckCode, string>>> = {
  paid_in_full: 'The buyer, by paying the rest.',
  not_disputed: 'The buyer’s bank, by closing the dispute.',
  account_ready: 'Stripe, once the account is complete.',
  seller_free: 'An approver or operator, on the seller’s page; a second person agrees where the policy asks for one.',
}

const SELLER_MUST: Partial<Readonly<Record<CheckCode, string>>> = {
  account_ready: 'Complete what Stripe asks for in the account.',
  account_currency: 'Add a bank account in this currency.',
}
