import { letters } from '../core/ids.ts'
import type { Store } from '../core/store.ts'
import type { World } from '../core/world.ts'

/** An account link works for minutes and once (docs.stripe.com/api/account_links). */
const LIFE_SECONDS = 300

export function createLinkTable(store: Store): void {
  store.database.exec(`CREATE TABLE IF NOT EXISTS account_link (token TEXT PRIMARY KEY, account TEXT NOT NULL, expires_at INTEGER NOT NULL,
    return_url TEXT NOT NULL, refresh_url TEXT NOT NULL, spent INTEGER NOT NULL DEFAULT 0)`)
}

type NewLink = { account: string; returnUrl: string; refreshUrl: string }

/** Makes the address of a one-time page on which the seller gives what Stripe wants. */
export function createAccountLink(world: World, { account, returnUrl, refreshUrl }: NewLink) {
  const token = letters(world.ids.next('acctlink'), 24)
  const expires = world.now() + LIFE_SECONDS
  world.store
    .statement('INSERT INTO account_link (token, account, expires_at, return_url, refresh_url) VALUES (?, ?, ?, ?, ?)')
    .run(token, account, expires, returnUrl, refreshUrl)
  return {
    object: 'account_link',
    created: world.now(),
    expires_at: expires,
    url: `${world.origin}/_hosted/onboarding/${token}`,
  }
}

type Link = { account: string; returnUrl: string; refreshUrl: string; isSpent: boolean; spend: () => void }

export function takeLink(world: World, token: string): Link | null {
  const found = world.store.statement('SELECT * FROM account_link WHERE token = ?').get(token)
  if (!found) return null
  return {
    account: String(found.account),
    returnUrl: String(found.return_url),
    refreshUrl: String(found.refresh_url),
    isSpent: found.spent === 1 || Number(found.expires_at) < world.now(),
    spend: () => void world.store.statement('UPDATE account_link SET spent = 1 WHERE token = ?').run(token),
  }
}
