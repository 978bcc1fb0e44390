import { clock } from '#lib/platform/clock.ts'
import { readOwnAccount } from './client.ts'
import { mapAccount } from './map-account.ts'
import type { AccountRow } from './rows.ts'
import { inner, text } from './wire.ts'

type PlatformAccount = AccountRow & {
  /** IANA zone of the account's own dashboard. */
  readonly timeZone: string
}

/** The account the configured key belongs to. */
export async function platformAccount(): Promise<PlatformAccount> {
  const asOf = clock.now()
  const { body } = await readOwnAccount()
  const timeZone = text(inner(inner(body, 'settings'), 'dashboard'), 'timezone') || 'Etc/UTC'
  return { ...mapAccount(body, asOf), timeZone }
}
