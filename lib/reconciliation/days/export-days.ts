import type { Actor } from '#lib/access/actor.ts'
import type { Month } from '#lib/ledger/periods/month-model.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { amount, count, day, instant, summed } from '#lib/platform/export-columns.ts'
import { type CashDay, dayLook } from './day-model.ts'
import { type DayRow, daysOfMonth } from './list-days.ts'

export const DAY_HEADER = [
  day('Day'),
  'Status',
  count('Lines'),
  count('Lines after signing'),
  'Account',
  'Currency',
  amount('Opening'),
  summed('In'),
  summed('Out'),
  amount('Closing'),
  amount('Stripe held'),
  summed('Difference'),
  'Signed by',
  instant('Signed at'),
  'Comment',
  'Content hash',
]

/** The days of a month as cells: one row per Stripe account and currency of a signed day, as it was signed, else one per day. */
export async function* exportDays(actor: Actor, month: Month | null, at: Date): AsyncGenerator<string[][]> {
  const { rows } = await read(actor.scope, (tx) => daysOfMonth(tx, actor.entity, month, at))
  yield rows.flatMap(cellsOf)
}

function cellsOf({ day: on, state, lineCount, lateCount, signature }: DayRow): string[][] {
  const first = [on, dayLook(state).word, lineCount, lateCount]
  if (signature === null) return [[...first, ...Array.from({ length: DAY_HEADER.length - first.length }, () => '')]]
  const { signedByName, signedAt, comment, contentHash } = signature
  return signature.shown.figures.cash.map((cash) => [
    ...first,
    ...amounts(cash),
    signedByName,
    signedAt,
    comment,
    contentHash,
  ])
}

function amounts(cash: CashDay): string[] {
  const { name, currency } = cash
  const minors = [
    cash.openingMinor,
    cash.inMinor,
    cash.outMinor,
    cash.closingMinor,
    cash.stripeMinor,
    cash.differenceMinor,
  ]
  return [name, currency, ...minors.map((minor) => (minor === null ? '' : plainDecimal({ minor, currency })))]
}
