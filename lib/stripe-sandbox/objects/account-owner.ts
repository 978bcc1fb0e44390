import { letters } from '../core/ids.ts'
import type { AccountRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { addBankAccount, CAPABILITIES, tellOfCapability, updateAccount } from './account.ts'
import { NO_REQUIREMENTS, wanting } from './unverified.ts'

/** What somebody gives on the hosted page about an account that was opened without anything. */
export type Given = {
  readonly holder: string
  readonly country: string
  readonly currency: string
  readonly number: string
  /** Empty: it is given later, and stays wanted. */
  readonly taxId: string
}

/** Takes what the owner gave: the account may charge and be paid out, and has a bank. */
export function verifyAccount(world: World, account: AccountRow, given: Given): AccountRow {
  const { holder, country, currency, number, taxId } = given
  const bank = addBankAccount(world, account.id, {
    country,
    currency,
    holder,
    last4: number.slice(-4),
    fingerprint: letters(`${country}:${number}:fingerprint`, 16),
  })
  recordEvent(world, account.id, 'account.external_account.created', 'bank_account', bank)
  const updated = updateAccount(world, account, {
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    company: { name: account.business_profile?.name ?? holder, tax_id_provided: taxId !== '' },
    details_submitted: true,
    payouts_enabled: true,
    requirements: taxId === '' ? wanting(['company.tax_id'], null) : NO_REQUIREMENTS,
    tos_acceptance: { date: world.now() },
  })
  for (const name of CAPABILITIES) tellOfCapability(world, updated, name)
  return updated
}

/** Takes the tax number that was still wanted. */
export function giveTaxId(world: World, account: AccountRow): AccountRow {
  return updateAccount(world, account, {
    company: { ...account.company, tax_id_provided: true },
    requirements: NO_REQUIREMENTS,
  })
}
