import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { log } from '#lib/platform/log.ts'
import { callerFor } from '#lib/providers/stripe/caller.ts'
import { fetchPage, type ListQuery, type Page } from '#lib/providers/stripe/fetch.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { keepPage } from '../keep-page.ts'
import type { Dispatch } from '../mirror.ts'
import type { InboxEntity } from '../model.ts'
import { finishCursor } from '../sweep-cursor.ts'
import { SELLER_LISTS, type SweptList, WITH_SOURCE } from '../sweep-lists.ts'
import type { BackfillRun } from './model.ts'
import { addSellers, RUN_LISTS } from './start-backfill.ts'

/** Somebody else takes a list over when its worker has not finished a page for this long. Real time. */
const LEASE_SECONDS = 60
/** A list that failed this often stays failed until somebody starts it again. */
const ATTEMPTS_MAX = 5

export type Unit = {
  readonly runId: string
  readonly account: string
  readonly kind: string
  readonly after: string
  readonly token: string
}

/** Takes a list that nobody reads. Null when there is none: all are read, failed, or being read. */
export async function claimUnit(entity: InboxEntity, run: BackfillRun): Promise<Unit | null> {
  const token = newId('job')
  const wall = clock.wall()
  const [unit] = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<Omit<Unit, 'token'>>(
      `UPDATE backfill_unit SET lease_token = $2, lease_until = $3::text::timestamptz + make_interval(secs => ${LEASE_SECONDS}),
              attempts = attempts + 1
        WHERE (run_id, account, kind) = (
          SELECT run_id, account, kind FROM backfill_unit
           WHERE run_id = $1 AND state = 'waiting' AND lease_until < $3::text::timestamptz
           ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING run_id AS "runId", account, kind, after`,
      [run.id, token, wall.toISOString()],
    ),
  )
  return unit === undefined ? null : { ...unit, token }
}

type Reading = {
  readonly entity: InboxEntity
  readonly run: BackfillRun
  readonly dispatch: Dispatch
  /** Asked between pages: true stops here, and the next one goes on behind the last page. */
  readonly shouldStop: () => boolean
}

/** Another worker took the list over while this one was slow; what this one read is not written. */
class LeaseLost extends Error {}

/** Reads a list from where its cursor stands to its end, a page at a time. */
export async function readUnit(unit: Unit, reading: Reading): Promise<void> {
  try {
    await readPages(unit, reading)
  } catch (error) {
    if (error instanceof LeaseLost) return
    await noteFailure(unit, reading.entity, error)
  }
}

async function readPages(unit: Unit, { entity, run, dispatch, shouldStop }: Reading): Promise<void> {
  const list = listOf(entity, unit)
  const query = queryOf(list, run)
  let { after } = unit
  for (;;) {
    if (shouldStop()) return release(unit, entity)
    const page = await pageOf(list, () => fetchPage(callerFor(entity, unit.account), list.path, query, after))
    if (page === null) return finish(unit, entity, 'absent')
    after = page.after
    await keepPage({
      entity,
      account: unit.account,
      list,
      page,
      readsAll: run.since === null,
      dispatch,
      within: (tx) => moveOn(tx, { unit, run, page, entity }),
    })
    if (!page.hasMore) return
  }
}

const listOf = (entity: InboxEntity, { account, kind }: Unit): SweptList => {
  const list = (account === entity.stripeAccount ? RUN_LISTS : SELLER_LISTS).find((one) => one.kind === kind)
  if (list === undefined) throw new Error(`there is no list ${kind}`)
  return list
}

function queryOf({ kind, query }: SweptList, { since, upTo }: BackfillRun): ListQuery {
  // Accounts change long after they were made, and there are few of them: every run reads them all.
  const isWhole = since === null || kind === 'account'
  return {
    ...query,
    ...(kind === 'balance_transaction' && since !== null ? WITH_SOURCE : {}),
    'created[lte]': `${Math.floor(upTo.getTime() / 1_000)}`,
    ...(isWhole ? {} : { 'created[gte]': `${Math.floor(since.getTime() / 1_000)}` }),
  }
}

/** Null when the account has no such list. */
async function pageOf({ isOptional }: SweptList, fetch: () => Promise<Page>): Promise<Page | null> {
  try {
    return await fetch()
  } catch (error) {
    if (isOptional && error instanceof StripeTrouble && error.kind === 'missing') return null
    throw error
  }
}

type Step = { readonly unit: Unit; readonly run: BackfillRun; readonly page: Page; readonly entity: InboxEntity }

/** Moves the cursor; throws when the lease is another's by now, so that nothing of the page is written twice. */
async function moveOn(tx: Sql, { unit, run, page, entity }: Step): Promise<void> {
  const isDone = !page.hasMore
  const last = page.wires.at(-1)?.created
  const wall = clock.wall().toISOString()
  const moved = await tx.exec(
    `UPDATE backfill_unit SET after = $5, row_count = row_count + $6, reached = coalesce(to_timestamp($7::bigint), reached),
            state = CASE WHEN $8 THEN 'done' ELSE state END, attempts = 0, note = '',
            finished_at = CASE WHEN $8 THEN $9::text::timestamptz END,
            lease_until = $10::text::timestamptz + make_interval(secs => ${LEASE_SECONDS})
      WHERE run_id = $1 AND account = $2 AND kind = $3 AND lease_token = $4 AND state = 'waiting'`,
    [
      unit.runId,
      unit.account,
      unit.kind,
      unit.token,
      page.after,
      page.wires.length,
      typeof last === 'number' ? last : null,
      isDone,
      page.asOf.toISOString(),
      wall,
    ],
  )
  if (moved === 0) throw new LeaseLost()
  if (unit.kind === 'account') {
    const accounts = page.wires.map(({ id }) => String(id)).filter((id) => id !== entity.stripeAccount)
    await addSellers(tx, unit.runId, accounts)
  }
  if (isDone) await finishCursor(tx, unit, run.upTo, page.asOf)
}

function finish({ runId, account, kind, token }: Unit, entity: InboxEntity, state: 'absent'): Promise<void> {
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    await tx.exec(
      `UPDATE backfill_unit SET state = $5 WHERE run_id = $1 AND account = $2 AND kind = $3 AND lease_token = $4`,
      [runId, account, kind, token, state],
    )
  })
}

/** Leaves the list for whoever goes on. */
function release({ runId, account, kind, token }: Unit, entity: InboxEntity): Promise<void> {
  return inRawTransaction(SYSTEM(entity), async (tx) => {
    await tx.exec(
      `UPDATE backfill_unit SET lease_until = to_timestamp(0), attempts = 0
        WHERE run_id = $1 AND account = $2 AND kind = $3 AND lease_token = $4`,
      [runId, account, kind, token],
    )
  })
}

/** The list is tried again after a growing wait; too many failures end it, visibly. */
async function noteFailure(unit: Unit, entity: InboxEntity, error: unknown): Promise<void> {
  const note = error instanceof Error ? error.message : String(error)
  log.warn({ account: unit.account, kind: unit.kind, error: note }, 'a list could not be read')
  await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.exec(
      `UPDATE backfill_unit SET note = $5, state = CASE WHEN attempts >= ${ATTEMPTS_MAX} THEN 'failed' ELSE state END,
              lease_until = $6::text::timestamptz + make_interval(secs => power(2, attempts)::int)
        WHERE run_id = $1 AND account = $2 AND kind = $3 AND lease_token = $4`,
      [unit.runId, unit.account, unit.kind, unit.token, note.slice(0, 500), clock.wall().toISOString()],
    ),
  )
}
