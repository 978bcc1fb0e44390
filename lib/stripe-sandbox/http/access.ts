import { forbidden, invalid, unauthorized } from '../core/failure.ts'
import type { World } from '../core/world.ts'
import { checkRestrictedKey, shownKey } from './restricted-key.ts'

type Headers = Record<string, string | string[] | undefined>

export const DEFAULT_API_KEY = 'sk_test_tieout_sandbox'

type Asking = { readonly method: string; readonly path: string; readonly headers: Headers }

/** Which account a request may act for, from its key and its account header. */
export function accountFor(world: World, asking: Asking, apiKeys?: readonly string[]): string {
  const { headers } = asking
  const key = keyOf(headers)
  checkKey(key, apiKeys)
  const scope = scopeOf(world, headers)
  if (key.startsWith('rk_')) checkRestrictedKey(world, key, { ...asking, scope })
  return scope
}

function scopeOf(world: World, headers: Headers): string {
  const account = text(headers['stripe-account'])
  const context = text(headers['stripe-context'])
  if (account && context) throw invalid('You may only provide one of the Stripe-Account and Stripe-Context headers.')
  const scope = account ?? context
  if (scope === undefined || scope === world.platform) return world.platform
  if (!world.store.find('account', world.platform, scope)) {
    throw forbidden(
      `The provided key does not have access to account '${scope}' (or that account does not exist). Application access may have been revoked.`,
      'account_invalid',
    )
  }
  return scope
}

function keyOf(headers: Headers): string {
  const header = text(headers.authorization) ?? ''
  if (header.startsWith('Bearer ')) return header.slice(7).trim()
  if (header.startsWith('Basic ')) return Buffer.from(header.slice(6), 'base64').toString().split(':')[0] ?? ''
  throw unauthorized('You did not provide an API key. Provide it in the Authorization header, using Bearer auth.')
}

function checkKey(key: string, apiKeys: readonly string[] | undefined): void {
  const shown = shownKey(key)
  if (/^(sk|rk|pk)_live_/.test(key)) throw unauthorized(`This is a sandbox: it never accepts a live key (${shown}).`)
  if (key.startsWith('pk_')) throw unauthorized('This API call cannot be made with a publishable API key.')
  if (!/^(sk|rk)_test_\w+$/.test(key) || (apiKeys && !key.startsWith('rk_') && !apiKeys.includes(key))) {
    throw unauthorized(`Invalid API Key provided: ${shown}`)
  }
}

export function text(header: string | string[] | undefined): string | undefined {
  const value = Array.isArray(header) ? header[0] : header
  return value === '' ? undefined : value
}
