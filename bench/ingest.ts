// Webhook ingest: signed 3 KB events through the product's own route in a production build, stored durably and answered after
// the commit, over 32 connections; beside (a) an empty route of the same application that reads the same body, behind the same
// proxy, and (b) a route that hands the same deliveries to @supabase/stripe-sync-engine with a database of its own in the same
// cluster. Every answer must be a 200, and afterwards there must be as many rows as answers.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import Stripe from 'stripe'
import { type Shutdown, sentenceOf } from '#scripts/run/signals.ts'
import { SIGNING_SECRET } from './ingest-event.ts'
import type { Order, Outcome } from './ingest-load.ts'
import { buildSite, lastWordsOf, migrateSyncEngine, ROUTES, type Site, serveSite } from './ingest-site.ts'
import { compared, type Measurement, medianRates } from './windows.ts'

const CONNECTIONS = 32
const WINDOWS = 7
const WARM_UP = 2_000
const WINDOW_DELIVERIES = 4_000
const SYNC_DATABASE = 'bench_sync_engine'
const AGAINST_EMPTY = { name: 'webhook ingest, of an empty route behind the same proxy', atLeast: 0.75, unit: 'events' }
const AGAINST_ENGINE = { name: 'webhook ingest, of @supabase/stripe-sync-engine', atLeast: 1, unit: 'events' }

type Databases = {
  /** The application's own login. */
  readonly appUrl: string
  /** A superuser of the cluster, in the product's database: counts rows, makes the sync engine's database. */
  readonly superUrl: string
}

/** Runs both comparisons; the product's database is migrated and has its entity. What it starts is stopped by `shutdown`. */
export async function benchIngest({ appUrl, superUrl }: Databases, shutdown: Shutdown): Promise<Measurement[]> {
  const site = await buildSite(shutdown)
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  shutdown.onEnd(() => client.end())
  await client.query(`CREATE DATABASE ${SYNC_DATABASE}`)
  const syncUrl = new URL(superUrl)
  syncUrl.pathname = SYNC_DATABASE
  if (site.syncEngineMissing === undefined) await migrateSyncEngine(site, syncUrl.href)
  const environment = {
    DATABASE_URL: '',
    DATABASE_APP_URL: appUrl,
    NEXTAUTH_SECRET: 'only for this benchmark',
    // No key of the sandbox: none runs here whose clock could be followed.
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_WEBHOOK_SECRET: SIGNING_SECRET,
    BENCH_SYNC_ENGINE_URL: syncUrl.href,
    BENCH_API_VERSION: Stripe.API_VERSION,
  }
  const port = await serveSite(site, environment, shutdown)
  const load = new Load(port)
  shutdown.onEnd(async () => load.end())
  try {
    return await compare(site, { load, client, syncUrl: syncUrl.href })
  } catch (error) {
    throw new Error(`${sentenceOf(error)}\n${lastWordsOf(site)}`)
  }
}

async function compare(
  { syncEngineMissing }: Site,
  { load, client, syncUrl }: { readonly load: Load; readonly client: pg.Client; readonly syncUrl: string },
): Promise<Measurement[]> {
  const isThere = syncEngineMissing === undefined
  const routes = [ROUTES.product, ROUTES.empty, ...(isThere ? [ROUTES.syncEngine] : [])]
  for (const route of routes) await load.send(route, WARM_UP)
  const windows = routes.map((route) => () => load.send(route, WINDOW_DELIVERIES))
  const [product, empty, engine] = await medianRates(windows, WINDOWS)
  await requireRows(client, 'stripe_event', load.accepted(ROUTES.product))
  const againstEmpty = compared(AGAINST_EMPTY, product, empty)
  if (!isThere) {
    const { name, atLeast } = AGAINST_ENGINE
    return [againstEmpty, { name, ratio: null, atLeast, detail: syncEngineMissing }]
  }
  const theirs = new pg.Client({ connectionString: syncUrl })
  await theirs.connect()
  await requireRows(theirs, 'stripe.charges', load.accepted(ROUTES.syncEngine)).finally(() => theirs.end())
  return [againstEmpty, compared(AGAINST_ENGINE, product, engine)]
}

async function requireRows(client: pg.Client, table: string, expected: number): Promise<void> {
  const { rows } = await client.query<{ found: number }>(`SELECT count(*)::integer AS found FROM ${table}`)
  const found = rows[0]?.found
  if (found !== expected) throw new Error(`${expected} deliveries were answered 200, but ${table} has ${found} rows.`)
}

/** The sending process, and what it got accepted per path. */
class Load {
  readonly #child = fork(join(import.meta.dirname, 'ingest-load.ts'), { stdio: 'inherit' })
  readonly #port: number
  readonly #accepted = new Map<string, number>()
  #sent = 0

  constructor(port: number) {
    this.#port = port
  }

  accepted(path: string): number {
    return this.#accepted.get(path) ?? 0
  }

  /** Sends this many deliveries never sent before; returns how many were accepted per second. */
  async send(path: string, count: number): Promise<number> {
    const order: Order = { port: this.#port, path, connections: CONNECTIONS, first: this.#sent, count }
    this.#sent += count
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      const onExit = () => reject(new Error('The sending process ended.'))
      this.#child.once('exit', onExit).once('message', (message) => {
        this.#child.off('exit', onExit)
        resolve(message as Outcome)
      })
      this.#child.send(order)
    })
    if (outcome.refused.length > 0) {
      throw new Error(`${path} refused ${outcome.refused.length} of ${count} deliveries:\n${outcome.refused[0]}`)
    }
    this.#accepted.set(path, this.accepted(path) + outcome.accepted)
    return outcome.accepted / outcome.seconds
  }

  end(): void {
    this.#child.kill()
  }
}
