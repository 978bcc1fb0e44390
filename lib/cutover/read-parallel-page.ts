import type { Actor } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { toWire } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { type ComparedLine, comparePayouts } from './compare-payouts.ts'
import { listPayoutSheets } from './payout-sheets.ts'
import { payoutSheetIdFrom } from './schema.ts'
import { dayBefore } from './upload-opening.ts'

/** What differs comes first; more than this nobody reads on a screen, and the export has it all. */
const LINES_SHOWN = 200

/** The sheets compared so far, and one of them beside our settlements: the one asked for, else the newest. */
export function readParallelPage(actor: Actor, asked: string | null, at: Date) {
  return read(actor.scope, async (tx) => {
    const sheets = await listPayoutSheets(tx)
    const id = payoutSheetIdFrom(asked)
    const sheet = sheets.find((one) => one.id === id) ?? sheets[0] ?? null
    const lines = sheet === null ? [] : await comparePayouts(tx, actor.entity, sheet)
    return {
      lastDay: dayBefore(accountingOn(actor.entity, at)),
      sheets,
      sheet,
      lines: lines.slice(0, LINES_SHOWN).map(wireLine),
      lineCount: lines.length,
      differing: lines.filter(({ reason }) => reason !== '').length,
      totals: totalsOf(lines),
    }
  })
}

export type ParallelPage = Awaited<ReturnType<typeof readParallelPage>>

const wireLine = ({ sellerId, sellerName, currency, lineNo, said, ours, reason }: ComparedLine) => ({
  sellerId,
  sellerName,
  lineNo,
  reason,
  said: toWire({ minor: said, currency }),
  ours: toWire({ minor: ours, currency }),
  difference: toWire({ minor: said - ours, currency }),
})

function totalsOf(lines: readonly ComparedLine[]) {
  return [...Map.groupBy(lines, ({ currency }) => currency)]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([currency, own]) => {
      const sum = (side: 'said' | 'ours') => own.reduce((total, line) => total + line[side], 0n)
      return {
        currency,
        said: toWire({ minor: sum('said'), currency }),
        ours: toWire({ minor: sum('ours'), currency }),
        difference: toWire({ minor: sum('said') - sum('ours'), currency }),
      }
    })
}

export const COMPARED_HEADER = ['seller', 'name', 'currency', 'line', 'sheet', 'ours', 'difference', 'likely reason']

/** Every line of a sheet beside our settlements, in minor units. */
export async function* exportComparison(actor: Actor, asked: string | null): AsyncGenerator<string[][]> {
  const lines = await read(actor.scope, async (tx) => {
    const id = payoutSheetIdFrom(asked)
    const sheet = (await listPayoutSheets(tx)).find((one) => one.id === id)
    return sheet === undefined ? [] : comparePayouts(tx, actor.entity, sheet)
  })
  yield lines.map(({ sellerId, sellerName, currency, lineNo, said, ours, reason }) => [
    sellerId,
    sellerName,
    currency,
    lineNo?.toString() ?? '',
    said.toString(),
    ours.toString(),
    (said - ours).toString(),
    reason,
  ])
}
