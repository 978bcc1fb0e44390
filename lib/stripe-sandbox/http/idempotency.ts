import { createHash } from 'node:crypto'
import { DAY } from '../core/clock.ts'
import { Failure, invalid } from '../core/failure.ts'
import type { Store } from '../core/store.ts'
import type { World } from '../core/world.ts'

export type Answer = { status: number; body: string; headers: Record<string, string> }
export type KeyedRequest = { account: string; key: string; method: string; path: string; body: string }

export function createIdempotencyTable(store: Store): void {
  store.database.exec(`CREATE TABLE IF NOT EXISTS idempotency (account TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, request_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (account, key))`)
}

const LIFETIME = DAY
const KEY_LENGTH_MAX = 255

const fingerprint = ({ method, path, body }: KeyedRequest): string =>
  createHash('sha256').update(`${method} ${path}\n${body}`).digest('hex')

/** The answer the key already has; refuses a key that comes back with another request. */
export function recall(world: World, request: KeyedRequest): Answer | undefined {
  if (request.key.length > KEY_LENGTH_MAX) {
    throw invalid(`Idempotency key must be at most ${KEY_LENGTH_MAX} characters.`)
  }
  world.store.statement('DELETE FROM idempotency WHERE at < ?').run(world.now() - LIFETIME)
  const known = world.store
    .statement('SELECT request, status, body, request_id FROM idempotency WHERE account = ? AND key = ?')
    .get(request.account, request.key)
  if (!known) return undefined
  if (known.request !== fingerprint(request)) {
    throw new Failure({
      status: 400,
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${request.key}' if you meant to execute a different request.`,
    })
  }
  return {
    status: Number(known.status),
    body: String(known.body),
    headers: { 'Idempotent-Replayed': 'true', 'Original-Request': String(known.request_id) },
  }
}

/** Keeps the answer for the next time the key is used. */
export function remember(world: World, request: KeyedRequest, answer: Answer, requestId: string): void {
  world.store
    .statement('INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(request.account, request.key, fingerprint(request), answer.status, answer.body, requestId, world.now())
}

/** Keys whose first request has not been answered yet. */
export class InFlight {
  private readonly keys = new Set<string>()

  /** Claims the key, or refuses when it is in use right now. Returns the release. */
  claim(account: string, key: string): () => void {
    const name = `${account}\n${key}`
    if (this.keys.has(name)) {
      throw new Failure({
        status: 409,
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message: `There is currently another in-progress request using this Stripe Idempotency-Key (${key}).`,
      })
    }
    this.keys.add(name)
    return () => this.keys.delete(name)
  }
}
