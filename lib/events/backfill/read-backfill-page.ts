import { toWire, type WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type CheckView, getBackfill, listChecks, listUnits } from './get-backfill.ts'

export type RunRow = {
  readonly id: string
  readonly state: 'running' | 'paused' | 'done' | 'failed'
  readonly percent: number
  readonly label: string
  readonly note: string
  readonly objects: number
  readonly since: string | null
  readonly upTo: string
  readonly startedAt: string
  readonly finishedAt: string | null
}

export type UnitRow = {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly kind: string
  readonly state: string
  readonly rows: number
  readonly reached: string | null
  readonly note: string
}

export type CheckRow = {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly kind: string
  readonly day: string
  readonly stripeCount: number
  readonly ourCount: number
  readonly stripeSum: WireMoney | null
  readonly ourSum: WireMoney | null
  readonly missing: readonly string[]
  readonly surplus: readonly string[]
  readonly isEqual: boolean
}

/** The newest run with its lists and its self-check; null when there was none. */
export async function readBackfillPage(tx: Sql) {
  const view = await getBackfill(tx)
  if (view === null) return null
  const units = await listUnits(tx, view.id)
  const checks = (await listChecks(tx, view.id)).map(toRow)
  const differing = new Set(checks.filter(({ isEqual }) => !isEqual).map(({ account, kind }) => `${account} ${kind}`))
    .size
  const run: RunRow = {
    id: view.id,
    state: view.state,
    percent: view.percent,
    label: view.label,
    note: view.note,
    objects: view.objects,
    since: view.since?.toISOString().slice(0, 10) ?? null,
    upTo: view.upTo.toISOString(),
    startedAt: view.startedAt.toISOString(),
    finishedAt: view.finishedAt?.toISOString() ?? null,
  }
  return {
    run,
    differing,
    checks,
    units: units.map(
      ({ reached, ...unit }): UnitRow => ({
        ...unit,
        id: `${unit.account} ${unit.kind}`,
        kind: wordsOf(unit.kind),
        reached: reached?.toISOString().slice(0, 10) ?? null,
      }),
    ),
  }
}

const wordsOf = (kind: string) => kind.replaceAll(/[._]/g, ' ')

function toRow({ stripeSum, ourSum, ...check }: CheckView): CheckRow {
  const money = (minor: bigint) => (check.currency === '' ? null : toWire({ minor, currency: check.currency }))
  return {
    id: `${check.account} ${check.kind} ${check.currency} ${check.day}`,
    account: check.account,
    name: check.name,
    kind: wordsOf(check.kind),
    day: check.day,
    stripeCount: check.stripeCount,
    ourCount: check.ourCount,
    stripeSum: money(stripeSum),
    ourSum: money(ourSum),
    missing: check.missing,
    surplus: check.surplus,
    isEqual: check.stripeCount === check.ourCount && stripeSum === ourSum,
  }
}
