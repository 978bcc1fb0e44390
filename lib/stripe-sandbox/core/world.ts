import { createQueueTable } from '../webhooks/queue.ts'
import { Clock } from './clock.ts'
import { missing } from './failure.ts'
import { Ids } from './ids.ts'
import { KINDS, type Kind, type Rows } from './kinds.ts'
import { Store } from './store.ts'

type Cause = { id: string | null; idempotency_key: string | null }

/** What is wrong with a delivery's envelope. */
export type Flaw = 'bad_signature' | 'stale' | 'rolled_secret' | 'old_version'

/** What becomes of one delivery: copies sent, whether it is lost, how long it waits and what is wrong with it. */
export type DeliveryPlan = { copies: number; dropped: boolean; delayMs: number; flaw: Flaw | null }

type WorldOptions = { dataDir?: string | undefined; frozen?: boolean }

/** Everything an operation needs: rows, time, ids, and why it runs. Operations are synchronous and run in one transaction. */
export class World {
  readonly store: Store
  readonly clock: Clock
  ids: Ids
  /** The API request behind what happens now; empty for scheduled work. */
  cause: Cause = { id: null, idempotency_key: null }
  /** The test clock by which its customer lives, while something is done for one that has its own. */
  testClock: string | null = null
  private outsideAt: number | null = null
  /** Events before this instant are not kept; generation sets it to spare work that pruning would undo. */
  eventsFrom = 0
  /** Invented history is not announced to anyone. */
  isGenerating = false
  /** Where the sandbox is reached, for addresses inside its answers; known once it listens. */
  origin = 'http://127.0.0.1'
  /** Webhook faults replace this. */
  planDelivery: (created: number) => DeliveryPlan = () => ({ copies: 1, dropped: false, delayMs: 0, flaw: null })

  constructor({ dataDir, frozen = false }: WorldOptions) {
    this.store = new Store(dataDir)
    createQueueTable(this.store)
    this.clock = new Clock(this.store.meta, frozen)
    this.ids = this.idsFromMeta()
  }

  private idsFromMeta(): Ids {
    return new Ids(this.store.meta.number('seed'), this.store.meta.number('id_counter'))
  }

  now(): number {
    return this.clock.now()
  }

  /** The sandbox's own time, whatever a test clock says: events are told by it. */
  outside(): number {
    return this.outsideAt ?? this.now()
  }

  /** Runs `act` for a customer with a clock of its own, at that clock's instant. */
  within<T>(testClock: string, instant: number, act: () => T): T {
    const outer = [this.testClock, this.outsideAt] as const
    this.outsideAt = this.outside()
    this.testClock = testClock
    try {
      return this.clock.at(instant, act)
    } finally {
      ;[this.testClock, this.outsideAt] = outer
    }
  }

  /** The platform's own account; all other accounts are connected to it. */
  get platform(): string {
    return this.store.meta.text('platform') ?? ''
  }

  /** Runs `act` in one transaction; a throw takes back everything it did. */
  transaction<T>(act: () => T): T {
    if (this.store.database.isTransaction) return act()
    try {
      return this.store.transaction(() => {
        const result = act()
        const counter = this.ids.takeMoved()
        if (counter !== undefined) this.store.meta.set('id_counter', counter)
        return result
      })
    } catch (error) {
      this.ids = this.idsFromMeta()
      throw error
    }
  }

  /** Runs `act` so that a throw takes back what it did, and nothing else. */
  attempt<T>(act: () => T): T {
    this.store.database.exec('SAVEPOINT attempt')
    try {
      const result = act()
      this.store.database.exec('RELEASE attempt')
      return result
    } catch (error) {
      this.store.database.exec('ROLLBACK TO attempt; RELEASE attempt')
      this.store.meta.reload()
      throw error
    }
  }

  /** What `act` gives, as if it had never been done: rows, jobs, events and ids are as they were. */
  rehearse<T>(act: () => T): T {
    const { ids } = this
    this.ids = ids.copy()
    this.store.database.exec('SAVEPOINT rehearsal')
    try {
      return act()
    } finally {
      this.store.database.exec('ROLLBACK TO rehearsal; RELEASE rehearsal')
      this.store.meta.reload()
      this.ids = ids
    }
  }

  /** The object, or Stripe's "No such …". */
  require<K extends Kind>(kind: K, account: string, id: string, param = 'id', status = 404): Rows[K] {
    const row = this.store.find(kind, account, id)
    if (!row) throw missing(KINDS[kind].noun, id, param, status)
    return row
  }
}
