import { refused } from '../core/failure.ts'
import type { BankAccountRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { bankAccountFor } from './account.ts'

/** Where payouts of the currency go: nowhere while the bank account stands disabled after one that failed. */
export function payableBank(world: World, account: string, currency: string): BankAccountRow | undefined {
  const bank = bankAccountFor(world, account, currency)
  return bank?.status === 'errored' ? undefined : bank
}

/** The same, refusing in Stripe's words. */
export function requirePayableBank(world: World, account: string, currency: string): BankAccountRow {
  const bank = bankAccountFor(world, account, currency)
  if (bank && bank.status !== 'errored') return bank
  const why = bank
    ? `the external account ${bank.id} is disabled after a failed payout, until it is updated`
    : `you don't have any external accounts in that currency (${currency})`
  throw refused('payouts_not_allowed', `Sorry, ${why}.`)
}

/** Stripe pays nothing more to a bank account that sent a payout back, until it is updated. */
export function disableBank(world: World, account: string, id: string): void {
  const bank = world.store.find('bank_account', account, id)
  if (bank) changeBank(world, account, bank, { status: 'errored' })
}

/** Changes the bank account; whatever is changed, it may be paid to again. */
export function updateBank(
  world: World,
  account: string,
  bank: BankAccountRow,
  changes: Partial<BankAccountRow>,
): BankAccountRow {
  if (changes.default_for_currency) {
    for (const other of world.store.all('bank_account', account)) {
      const isReplaced = other.id !== bank.id && other.currency === bank.currency && other.default_for_currency
      if (isReplaced) world.store.update('bank_account', other, { default_for_currency: false })
    }
  }
  return changeBank(world, account, bank, { ...changes, status: 'new' })
}

/** Takes a bank account off; the one that payouts of its currency go to has to be replaced first. */
export function removeBank(world: World, account: string, bank: BankAccountRow): void {
  const others = world.store.all('bank_account', account).filter((one) => one.currency === bank.currency)
  if (bank.default_for_currency && others.length > 1) {
    throw refused('external_account_default', `${bank.id} is the default for ${bank.currency}: make another one that.`)
  }
  world.store.remove('bank_account', bank.id)
  recordEvent(world, account, 'account.external_account.deleted', 'bank_account', bank)
}

function changeBank(world: World, account: string, bank: BankAccountRow, changes: Partial<BankAccountRow>) {
  const changed = world.store.update('bank_account', bank, changes)
  recordEvent(world, account, 'account.external_account.updated', 'bank_account', changed, { status: bank.status })
  return changed
}
