import { inRawTransaction, SYSTEM } from '#lib/platform/db.ts'
import type { Dispatch } from '../mirror.ts'
import type { InboxEntity } from '../model.ts'
import { SELLER_LISTS, type SweptList } from '../sweep-lists.ts'
import type { BackfillRun } from './model.ts'
import { checkList } from './self-check.ts'
import { RUN_LISTS } from './start-backfill.ts'

export type CheckedRun = { readonly lists: number; readonly differing: number }

type Check = {
  readonly entity: InboxEntity
  readonly run: BackfillRun
  readonly dispatch: Dispatch
  /** False: stop here; the lists checked so far are not checked again. */
  readonly report: (done: number, total: number) => Promise<boolean>
}

const AT_ONCE = 4

/** Checks every list that the run has read. Null when it was stopped; started again it goes on. */
export async function checkEveryList({ entity, run, dispatch, report }: Check): Promise<CheckedRun | null> {
  const { open, done } = await unitsOf(entity, run)
  const total = open.length + done
  let next = 0
  let finished = done
  let isStopped = false
  const lane = async () => {
    for (let unit = open[next++]; unit !== undefined && !isStopped; unit = open[next++]) {
      const list = listOf(entity, unit)
      if (list !== undefined) await checkList({ entity, run, account: unit.account, list, dispatch })
      finished += 1
      if (!(await report(finished, total))) isStopped = true
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return isStopped ? null : countOf(entity, run, total)
}

/** The result in words. */
export const summaryOf = ({ lists, differing }: CheckedRun): string =>
  differing === 0
    ? `All ${lists} lists agree with Stripe, by count and sum of every day.`
    : `${differing} of ${lists} lists differ from Stripe.`

type Unit = { readonly account: string; readonly kind: string }

const listOf = (entity: InboxEntity, { account, kind }: Unit): SweptList | undefined =>
  (account === entity.stripeAccount ? RUN_LISTS : SELLER_LISTS).find((list) => list.kind === kind)

async function unitsOf(entity: InboxEntity, run: BackfillRun): Promise<{ open: Unit[]; done: number }> {
  const rows = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<Unit & { checked: boolean }>(
      `SELECT u.account, u.kind, EXISTS (SELECT FROM backfill_check c WHERE c.run_id = u.run_id AND c.account = u.account
                AND c.kind = u.kind AND c.day = '') AS checked
         FROM backfill_unit u WHERE u.run_id = $1 AND u.state = 'done' ORDER BY u.position`,
      [run.id],
    ),
  )
  return { open: rows.filter(({ checked }) => !checked), done: rows.filter(({ checked }) => checked).length }
}

async function countOf(entity: InboxEntity, run: BackfillRun, lists: number): Promise<CheckedRun> {
  const [row] = await inRawTransaction(SYSTEM(entity), (tx) =>
    tx.sql<{ differing: bigint }>(
      `SELECT count(DISTINCT (account, kind)) AS differing FROM backfill_check
        WHERE run_id = $1 AND (day <> '' OR stripe_count <> our_count OR stripe_sum <> our_sum)`,
      [run.id],
    ),
  )
  return { lists, differing: Number(row?.differing ?? 0n) }
}
