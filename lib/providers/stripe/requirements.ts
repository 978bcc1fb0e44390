import { clock } from '#lib/platform/clock.ts'
import type { Caller } from './caller.ts'
import { readStripe, writeStripe } from './client.ts'
import { flag, inner, type Wire } from './wire.ts'

export type Requirement = {
  /** Stripe's name of what is missing: `external_account`, `individual.verification.document`. */
  readonly field: string
  readonly isOverdue: boolean
}

export type Requirements = {
  readonly payoutsEnabled: boolean
  readonly fields: readonly Requirement[]
  /** ISO instant until which they are wanted; null when Stripe names none. */
  readonly dueAt: string | null
}

/** What Stripe asks of a connected account now (docs.stripe.com/api/accounts/object, requirements). */
export async function fetchRequirements(caller: Caller, account: string): Promise<Requirements> {
  const { body } = await readStripe(caller, `accounts/${encodeURIComponent(account)}`)
  const wanted = inner(body, 'requirements')
  const overdue = namesIn(wanted, 'past_due')
  const fields = [...new Set([...overdue, ...namesIn(wanted, 'currently_due')])]
  const deadline = wanted.current_deadline
  return {
    payoutsEnabled: flag(body, 'payouts_enabled'),
    fields: fields.map((field) => ({ field, isOverdue: overdue.includes(field) })),
    dueAt: typeof deadline === 'number' ? new Date(deadline * 1_000).toISOString() : null,
  }
}

const namesIn = (wire: Wire, key: string): string[] => {
  const list = wire[key]
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []
}

type Link = { readonly account: string; readonly returnUrl: string; readonly refreshUrl: string; readonly type: string }

/** A one-time address at Stripe where the account's owner fills in what is missing (docs.stripe.com/api/account_links). */
export async function createAccountLink(caller: Caller, link: Link): Promise<string> {
  const params = {
    account: link.account,
    type: link.type,
    return_url: link.returnUrl,
    refresh_url: link.refreshUrl,
  }
  const key = `account-link:${link.account}:${clock.wall().getTime()}`
  const { body } = await writeStripe(caller, 'account_links', params, key)
  if (typeof body.url !== 'string') throw new Error('Stripe answered an account link without its address.')
  return body.url
}
