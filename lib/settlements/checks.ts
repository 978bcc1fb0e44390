import { effectiveBps, formatBps, type Terms } from '#lib/contracts/model.ts'
import { restrictionOf, type Seller } from '#lib/sellers/model.ts'
import type { Collected } from './collected.ts'
import type { Facts } from './facts.ts'
import { readBps } from './metadata.ts'
import type { Counted } from './month-volume.ts'
import { commissionDispute, type SplitSale } from './split.ts'

export type CheckCode =
  | 'paid_in_full'
  | 'one_payment'
  | 'not_disputed'
  | 'seller_named'
  | 'seller_known'
  | 'contract_applies'
  | 'account_ready'
  | 'account_currency'
  | 'commission_agreed'
  | 'fee_level'
  | 'seller_free'
  | 'transfers_agree'
  | 'application_fee'
  | 'destination_agrees'

export type Check = {
  readonly code: CheckCode
  readonly passed: boolean
  /** What was seen, for people. */
  readonly sentence: string
  /** Whose share it is about; absent when it is about the whole settlement. */
  readonly sellerId?: string
  /** By how much an amount is off, minor units of the settlement as text: what is there less what should be. */
  readonly offMinor?: string
}

/** What to do about a failed check, in words: the ticket's recommended action. */
export const ACTIONS: Readonly<Record<CheckCode, string>> = {
  paid_in_full: 'Wait for the rest, or credit it on the invoice in Stripe.',
  one_payment:
    'Transfer each share by hand from the payment it belongs to; the transfers are recognised when they carry the settlement id.',
  not_disputed: 'Wait until the dispute is closed, then run the checks again.',
  seller_named:
    'Name the seller in the metadata of the invoice line or the payment in Stripe, then run the checks again.',
  seller_known: 'Correct the seller in the metadata, or connect the account, then run the checks again.',
  contract_applies: 'Add a contract version that applies on the day of the sale, then run the checks again.',
  account_ready:
    'Ask the seller to complete what Stripe requires of the account. It goes on by itself when Stripe lifts the restriction.',
  account_currency:
    'Add a bank account in this currency to the seller’s account, or pay the share by hand after converting it.',
  commission_agreed:
    'Find out which rate is right. Correct the metadata in Stripe or add a contract version, then run the checks again.',
  fee_level: 'Compare the contract with what was agreed. Raise its alert level or correct the rule in a new version.',
  seller_free: 'Look at the hold on the seller’s page and lift it when its reason is gone.',
  application_fee:
    'Find out which is right. Return what was taken too much at Stripe, or charge the seller the rest; the difference stays in application-fee clearing.',
  destination_agrees: 'Correct the seller in the metadata, or take the transfer back and pay the right seller by hand.',
  transfers_agree: 'Compare the transfers at Stripe with the share. Reverse what is too much, or propose the rest.',
}

/** A sold line beside its split and what applied to it. */
export type CheckedLine = SplitSale & {
  readonly seller: Seller | null
  readonly terms: Terms | null
  readonly counted?: Counted | null
}

type Checked = {
  readonly collected: Collected
  readonly lines: readonly CheckedLine[]
  /** Everybody with a share; tiers' payees are not named on the lines. */
  readonly payees: readonly Seller[]
  readonly facts: Pick<Facts, 'openDisputes' | 'disputeCount'>
  readonly holds: readonly { readonly sellerId: string; readonly reason: string }[]
}

/** Every check of what was collected, passed or not; the same facts always give the same list. */
export function checkCollected({ collected, lines, payees, holds, facts }: Checked): Check[] {
  const sellers = [
    ...new Map(lines.flatMap(({ seller }) => (seller === null ? [] : [[seller.id, seller] as const]))).values(),
  ]
  const others = payees.filter(({ id }) => !sellers.some((seller) => seller.id === id))
  return [
    { code: 'paid_in_full', passed: true, sentence: 'The buyer has paid in full.' },
    onePayment(collected),
    notDisputed(collected, facts),
    ...sellerNamed(lines),
    ...contractApplies(lines),
    ...sellers.flatMap((seller) => [
      accountReady(seller),
      accountCurrency(seller, collected.settled.currency),
      commissionAgreed(seller, lines),
      feeLevel(seller, lines),
      sellerFree(seller, holds),
    ]),
    ...others.flatMap((payee) => [
      accountReady(payee),
      accountCurrency(payee, collected.settled.currency),
      sellerFree(payee, holds),
    ]),
  ]
}

/** Checks about single lines: a line nobody is named for holds up itself, not the others. */
export const OF_LINES: readonly CheckCode[] = ['seller_named', 'seller_known', 'contract_applies']

/** Whether a check holds up a seller's share: its own do, and those about the whole that are not about lines alone. */
export function blocks(check: Check, sellerId: string): boolean {
  if (check.sellerId !== undefined) return check.sellerId === sellerId
  return !OF_LINES.includes(check.code)
}

function onePayment({ charges }: Collected): Check {
  const passed = charges.length === 1
  return {
    code: 'one_payment',
    passed,
    sentence: passed ? 'One payment backs it.' : `${charges.length} payments back it; a transfer draws on one.`,
  }
}

/** Stripe marks a charge as disputed for ever: it counts only while no dispute says how it ended. */
function notDisputed({ charges }: Collected, { openDisputes, disputeCount }: Checked['facts']): Check {
  const unknown = disputeCount === 0 ? charges.find((charge) => charge.disputed)?.id : undefined
  const disputed = openDisputes[0]?.chargeId ?? unknown
  return {
    code: 'not_disputed',
    passed: disputed === undefined,
    sentence:
      disputed === undefined
        ? disputeCount === 0
          ? 'The buyer has not disputed it.'
          : 'No dispute is open.'
        : `The buyer disputes ${disputed}.`,
  }
}

function sellerNamed(lines: readonly CheckedLine[]): Check[] {
  const unnamed = lines.filter(({ sold }) => sold.said.seller === '')
  const unknown = lines.filter(({ sold, seller }) => sold.said.seller !== '' && seller === null)
  const names = [...new Set(unknown.map(({ sold }) => sold.said.seller))]
  return [
    {
      code: 'seller_named',
      passed: unnamed.length === 0,
      sentence:
        unnamed.length === 0
          ? 'Every line names a seller.'
          : (unnamed.find(({ sold }) => sold.fault !== undefined)?.sold.fault ??
            `No seller is named for ${listed(unnamed.map(({ sold }) => sold.id))}.`),
    },
    {
      code: 'seller_known',
      passed: names.length === 0,
      sentence: names.length === 0 ? 'Every seller named is known.' : `There is no connected account ${listed(names)}.`,
    },
  ]
}

function contractApplies(lines: readonly CheckedLine[]): Check[] {
  const without = lines.filter(({ seller, divided }) => seller !== null && divided === null)
  if (without.length === 0)
    return [{ code: 'contract_applies', passed: true, sentence: 'A contract applies to every line.' }]
  return [{ code: 'contract_applies', passed: false, sentence: without[0]?.lines[0]?.trace ?? '' }]
}

function accountReady(seller: Seller): Check {
  const restriction = restrictionOf(seller)
  return {
    code: 'account_ready',
    passed: restriction === null,
    sentence: restriction === null ? `${seller.name} can receive transfers.` : `${seller.name}: ${restriction}`,
    sellerId: seller.id,
  }
}

function accountCurrency(seller: Seller, currency: string): Check {
  const passed = seller.defaultCurrency === currency
  return {
    code: 'account_currency',
    passed,
    sentence: passed
      ? `${seller.name} is paid in ${currency}.`
      : `The share is in ${currency}, the account of ${seller.name} in ${seller.defaultCurrency}.`,
    sellerId: seller.id,
  }
}

function commissionAgreed(seller: Seller, lines: readonly CheckedLine[]): Check {
  const disputes = ofSeller(lines, seller).flatMap(({ sold, divided }) =>
    divided === null ? [] : (commissionDispute(sold, divided, readBps(sold.said.commissionBps)) ?? []),
  )
  return {
    code: 'commission_agreed',
    passed: disputes.length === 0,
    sentence: disputes[0] ?? `The commission of ${seller.name} is as the contract says.`,
    sellerId: seller.id,
  }
}

function feeLevel(seller: Seller, lines: readonly CheckedLine[]): Check {
  const own = ofSeller(lines, seller)
  const alert = own.reduce<number | null>((lowest, { terms }) => {
    if (terms === null) return lowest
    return lowest === null || terms.feeAlertBps < lowest ? terms.feeAlertBps : lowest
  }, null)
  const commission = own.reduce((sum, { divided }) => sum + (divided?.commissionMinor ?? 0n), 0n)
  const gross = own.reduce((sum, { sold, divided }) => sum + sold.grossMinor + (divided?.promotionMinor ?? 0n), 0n)
  const bps = effectiveBps(commission, gross)
  const passed = alert === null || bps <= BigInt(alert)
  const level = `The effective commission of ${seller.name} is ${formatBps(bps)}`
  return {
    code: 'fee_level',
    passed,
    sentence:
      alert === null
        ? `${level}.`
        : passed
          ? `${level}, within ${formatBps(alert)}.`
          : `${level}, above ${formatBps(alert)}.`,
    sellerId: seller.id,
  }
}

function sellerFree(seller: Seller, holds: Checked['holds']): Check {
  const hold = holds.find(({ sellerId }) => sellerId === seller.id)
  return {
    code: 'seller_free',
    passed: hold === undefined,
    sentence: hold === undefined ? `${seller.name} is not held.` : `${seller.name} is held: ${hold.reason}`,
    sellerId: seller.id,
  }
}

const ofSeller = (lines: readonly CheckedLine[], seller: Seller) =>
  lines.filter((line) => line.seller?.id === seller.id)

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}
