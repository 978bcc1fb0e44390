import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { sealChain } from '#lib/audit/seal.ts'
import { type Entity, ensureEntity, findCurrentEntity } from '#lib/entities/entity.ts'
import { sweepAccount } from '#lib/events/sweep.ts'
import { postQueued } from '#lib/ledger/post-balance-transactions.ts'
import { ensureDemoPeople } from '#lib/people/ensure-demo-people.ts'
import { clock } from '#lib/platform/clock.ts'
import { closeDatabase, inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { followSandboxClock } from '#lib/platform/sandbox-clock.ts'
import { refreshStatistics } from '#lib/platform/statistics.ts'
import { platformAccount } from '#lib/providers/stripe/account.ts'
import { runInvariants } from '#lib/reconciliation/run-invariants.ts'
import type { Source } from '#lib/settlements/facts.ts'
import { settleSource } from '#lib/settlements/settle.ts'
import { loadDemoTerms } from './demo-terms.ts'
import { dispatchFor } from './dispatch.ts'
import { accountsOf, stripeSnapshots } from './stripe-snapshots.ts'

export type LoadProgress = { readonly done: number; readonly total: number; readonly label: string }
type Load = { readonly onProgress: (progress: LoadProgress) => void }

/** Settlements of the first load that are written at once: they touch different rows, but share accounts. */
const SETTLING_AT_ONCE = 4

/**
 * Reads what the account's past holds, posts and settles it: the same sweep and the same use-cases as every day. Adopts the
 * transfers that were made before; proposes only what was collected since go-live. Started again it goes on where it was.
 */
export async function loadFirstData({ onProgress }: Load): Promise<void> {
  const sandbox = await followSandboxClock()
  const entity =
    (await findCurrentEntity()) ?? (await makeEntity(sandbox === null ? null : new Date(sandbox.go_live * 1_000)))
  if (env.isDemo) await ensureDemoPeople(entity, clock.now())
  if (await isLoaded(entity)) return closeDatabase()
  await sweepHistory(entity, onProgress)
  if (env.isDemo) await loadDemoTerms(entity, clock.now())
  await refreshStatistics(SYSTEM(entity))
  onProgress({ done: 0, total: 1, label: 'posting balance transactions' })
  await postQueued({ entity, at: clock.now() })
  await refreshStatistics(SYSTEM(entity))
  await settleHistory(entity, onProgress)
  await postQueued({ entity, at: clock.now(), retryWaiting: true })
  onProgress({ done: 0, total: 1, label: 'checking the books' })
  await markLoaded(entity)
  await sealChain('journal', clock.now())
  await sealChain('audit', clock.now())
  const at = clock.now()
  await runInvariants({ entity, at, depth: 'all', snapshots: await stripeSnapshots(entity, at) })
  await closeDatabase()
}

/** The demo's marketplace is live from its go-live day on, small transfers going out by themselves. */
async function makeEntity(goLiveAt: Date | null): Promise<Entity> {
  const account = await platformAccount()
  return ensureEntity({
    name: account.name,
    stripeAccount: account.id,
    livemode: !env.isTestMode,
    functionalCurrency: account.defaultCurrency,
    bookTimeZone: account.timeZone,
    goLiveAt,
    automaticSince: goLiveAt,
    at: clock.now(),
  })
}

async function sweepHistory(entity: Entity, onProgress: Load['onProgress']): Promise<void> {
  const dispatch = dispatchFor(entity, { isFirstLoad: true })
  const at = clock.now()
  let done = 0
  const sweep = async (account: string, total: number) => {
    await sweepAccount({
      entity,
      account,
      at,
      dispatch,
      onProgress: ({ kind, rows }) =>
        onProgress({ done, total, label: `reading ${kind.replaceAll('_', ' ')}s (${rows})` }),
    })
    done += 1
  }
  await sweep(entity.stripeAccount, 1)
  const [, ...sellers] = await accountsOf(entity)
  for (const account of sellers) await sweep(account, sellers.length + 1)
}

async function settleHistory(entity: Entity, onProgress: Load['onProgress']): Promise<void> {
  const sources = await unsettledSources(entity)
  let next = 0
  let done = 0
  const settleSome = async () => {
    for (let source = sources[next++]; source !== undefined; source = sources[next++]) {
      const current = source
      await inTransaction(SYSTEM(entity), (tx) => settleSource(tx, { entity, source: current, at: clock.now() }))
      done += 1
      // Settlements fill tables that were empty: the planner learns of them while they grow.
      if (done === 200) await refreshStatistics(SYSTEM(entity))
      if (done % 25 === 0) onProgress({ done, total: sources.length, label: 'settling paid invoices and charges' })
    }
  }
  await Promise.all(Array.from({ length: SETTLING_AT_ONCE }, settleSome))
}

/** Invoices and plain charges of the platform that have no settlement yet, oldest first. */
function unsettledSources(entity: Entity): Promise<Source[]> {
  return read(SYSTEM(entity), (tx) =>
    tx.sql<Source>(
      `SELECT kind, id FROM (
         SELECT 'invoice' AS kind, i.id, i.created_at FROM invoice i
          WHERE i.entity_id = $1 AND i.livemode = $2 AND i.account = $3 AND i.status = 'paid'
         UNION ALL
         SELECT 'charge', c.id, c.created_at FROM charge c
          WHERE c.entity_id = $1 AND c.livemode = $2 AND c.account = $3 AND c.status = 'succeeded' AND NOT EXISTS (
            SELECT FROM invoice_payment p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3
               AND (p.charge_id = c.id OR (p.payment_intent_id = c.payment_intent_id AND c.payment_intent_id <> '')))
         UNION ALL
         SELECT 'charge', f.charge_id, f.created_at FROM application_fee f
          WHERE f.entity_id = $1 AND f.livemode = $2 AND f.account = $3 AND f.originating_charge_id = ''
       ) s WHERE NOT EXISTS (
         SELECT FROM settlement x WHERE x.entity_id = $1 AND x.livemode = $2 AND x.source_kind = s.kind AND x.source_id = s.id)
       ORDER BY created_at, id`,
      [entity.id, entity.livemode, entity.stripeAccount],
    ),
  )
}

const LOADED = 'pipeline.first_data_loaded'

async function isLoaded(entity: Entity): Promise<boolean> {
  const rows = await read(SYSTEM(entity), (tx) =>
    tx.sql('SELECT 1 FROM audit_record WHERE entity_id = $1 AND refs @> ARRAY[$2] AND action = $3 LIMIT 1', [
      entity.id,
      `entity:${entity.id}`,
      LOADED,
    ]),
  )
  return rows.length > 0
}

async function markLoaded(entity: Entity): Promise<void> {
  await inTransaction(SYSTEM(entity), (tx) =>
    recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: LOADED,
      subject: { kind: 'entity', id: entity.id },
      note: 'The account’s history was read, posted and settled.',
      at: clock.now(),
    }),
  )
}
