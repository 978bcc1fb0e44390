import type { Entity } from '#lib/entities/entity.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import {
  type ConnectedAccount,
  createConnectedAccount,
  fetchConnectedAccount,
  findConnectedAccount,
} from '#lib/providers/stripe/connected-account.ts'
import type { LookUp, ProviderOutcome } from '#lib/providers/stripe/send.ts'

type Opening = {
  readonly reference: string
  readonly email: string
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly idempotencyKey: string
}

/** What is asked of Stripe on the way in: a seam, so that tests can end a call in every way. */
export type StripeSide = {
  open(opening: Opening): Promise<ProviderOutcome<ConnectedAccount>>
  find(about: { readonly reference: string; readonly since: Date }): Promise<LookUp<ConnectedAccount>>
  read(account: string): Promise<ConnectedAccount>
}

export function stripeSide(entity: Entity): StripeSide {
  const caller = callerFor(entity)
  return {
    open: (opening) => createConnectedAccount(caller, opening),
    find: (about) => findConnectedAccount(caller, about),
    read: (account) => fetchConnectedAccount(caller, account),
  }
}
