import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Failure } from '../core/failure.ts'
import type { Store } from '../core/store.ts'
import type { World } from '../core/world.ts'

const LEVELS = ['none', 'read', 'write'] as const
type Level = (typeof LEVELS)[number]

/** Resources as the Dashboard lists them for a restricted key: the first part of a path, or what it belongs to. */
const RESOURCE_OF: Readonly<Record<string, string>> = {
  account: 'accounts',
  account_sessions: 'account_links',
  balance_settings: 'balance',
  credit_notes: 'invoices',
  invoice_payments: 'invoices',
  invoiceitems: 'invoices',
  subscription_items: 'subscriptions',
  subscription_schedules: 'subscriptions',
  promotion_codes: 'coupons',
  test_helpers: 'test_clocks',
  webhook_endpoints: 'webhook_endpoints',
}

const levels = z.record(z.string().regex(/^[a-z_]+$/), z.enum(LEVELS))
export const newKeySchema = z.strictObject({
  /** What the key may do on the platform's own account; anything not named is none. */
  permissions: levels,
  /** The second column: what it may do on connected accounts. */
  connect: levels.default({}),
})
type NewKey = z.infer<typeof newKeySchema>

export function createKeyTable(store: Store): void {
  store.database.exec('CREATE TABLE IF NOT EXISTS restricted_key (key TEXT PRIMARY KEY, permissions TEXT NOT NULL)')
}

/** Makes a restricted key. It survives a reset, like endpoints and their secrets. */
export function createRestrictedKey(world: World, wanted: NewKey): string {
  const key = `rk_test_${randomBytes(18).toString('hex')}`
  world.store.statement('INSERT INTO restricted_key VALUES (?, ?)').run(key, JSON.stringify(wanted))
  return key
}

/** Refuses what the key's table does not allow, in Stripe's words. A restricted key nobody made may read everything. */
export function checkRestrictedKey(
  world: World,
  key: string,
  request: { method: string; path: string; scope: string },
) {
  const found = world.store.statement('SELECT permissions FROM restricted_key WHERE key = ?').get(key)
  const isWriting = request.method !== 'GET'
  const resource = resourceOf(request.path)
  const level = found
    ? levelOf(JSON.parse(String(found.permissions)) as NewKey, resource, world, request.scope)
    : 'read'
  if (level === 'write' || (level === 'read' && !isWriting)) return
  const wanted = `rak_${resource}_${isWriting ? 'write' : 'read'}`
  throw new Failure({
    status: 403,
    type: 'invalid_request_error',
    code: 'more_permissions_required',
    message: `The provided key '${shownKey(key)}' does not have the required permissions for this endpoint on account '${request.scope}'. Having the '${wanted}' permission would allow this request to continue.`,
  })
}

export const shownKey = (key: string): string => `${key.slice(0, 8)}…${key.slice(-4)}`

const levelOf = ({ permissions, connect }: NewKey, resource: string, world: World, scope: string): Level =>
  (scope === world.platform ? permissions[resource] : connect[resource]) ?? 'none'

function resourceOf(path: string): string {
  const [, , first = ''] = path.split('/')
  return RESOURCE_OF[first] ?? first
}
