import type { Actor } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { trialBalance } from '#lib/ledger/trial-balance.ts'
import { toWire } from '#lib/money/money.ts'
import { read } from '#lib/platform/db.ts'
import { currentSheet, type OpeningSheet } from './opening-sheet.ts'
import { type TieOut, tieOut } from './tie-out.ts'
import { dayBefore } from './upload-opening.ts'

/** Lines that differ come first; more than this nobody reads on a screen, and the export has them all. */
const LINES_SHOWN = 200

/** The sheet beside our books and Stripe, with the trial balance before and after it. */
export function readCutoverPage(actor: Actor, at: Date) {
  const { entity } = actor
  return read(actor.scope, async (tx) => {
    const sheet = await currentSheet(tx)
    const tied = sheet === null ? null : await tieOut(tx, { entity, sheet })
    const books = sheet === null || tied === null ? null : await trialBalance(tx, 'platform', sheet.cutOverOn)
    const yesterday = dayBefore(accountingOn(entity, at))
    return {
      /** The day to propose: the one before go-live, when that is over. */
      suggestedOn:
        entity.goLiveAt === null
          ? yesterday
          : dayBefore(accountingOn(entity, entity.goLiveAt < at ? entity.goLiveAt : at)),
      lastDay: yesterday,
      sheet: sheet === null ? null : wireSheet(sheet),
      tied: tied === null ? null : wireTied(tied),
      trialBalance:
        books === null || tied === null || sheet === null
          ? []
          : beforeAndAfter(books.rows, tied, sheet.state === 'posted'),
    }
  })
}

export type CutoverPage = Awaited<ReturnType<typeof readCutoverPage>>

const wireSheet = ({ uploadedAt, endsAt: _, entryId, ...sheet }: OpeningSheet) => ({
  ...sheet,
  uploadedAt: uploadedAt.toISOString(),
  entryId: entryId?.toString() ?? null,
})

function wireTied({ lines, totals, blockers, differing }: TieOut) {
  return {
    blockers,
    differing,
    lineCount: lines.length,
    lines: lines
      .slice(0, LINES_SHOWN)
      .map(({ sellerId, sellerName, currency, lineNo, said, books, problem, difference }) => ({
        sellerId,
        sellerName,
        lineNo,
        problem,
        difference,
        said: toWire({ minor: said, currency }),
        books: toWire({ minor: books, currency }),
        opening: toWire({ minor: said - books, currency }),
      })),
    totals: totals.map(({ currency, stated, said, books, held }) => ({
      currency,
      stated: stated === null ? null : toWire({ minor: stated, currency }),
      said: toWire({ minor: said, currency }),
      books: toWire({ minor: books, currency }),
      held: toWire({ minor: held, currency }),
    })),
  }
}

type Side = { readonly minor: string }
type BookRow = {
  readonly name: string
  readonly code: string
  readonly currency: string
  readonly debit: Side
  readonly credit: Side
}

/** The accounts of the platform's book at the cut-over, before and after the opening entry: debits less credits. */
function beforeAndAfter(rows: readonly BookRow[], { totals }: TieOut, isPosted: boolean) {
  const opening = new Map(totals.map(({ currency, said, books }) => [currency, said - books]))
  const known = rows.filter(({ code, currency }) => opening.has(currency) && code !== 'opening_balance')
  const own = known.map(({ name, code, currency, debit, credit }) => {
    const balance = BigInt(debit.minor) - BigInt(credit.minor)
    const change = code === 'seller_payable' ? -(opening.get(currency) ?? 0n) : 0n
    return isPosted
      ? { name, currency, before: balance - change, after: balance }
      : { name, currency, before: balance, after: balance + change }
  })
  const withoutPayable = [...opening].filter(
    ([currency]) => !known.some((row) => row.code === 'seller_payable' && row.currency === currency),
  )
  return [
    ...own,
    ...withoutPayable.map(([currency, minor]) => ({ name: 'Seller payable', currency, before: 0n, after: -minor })),
    ...[...opening].map(([currency, minor]) => ({ name: 'Opening balance', currency, before: 0n, after: minor })),
  ]
    .filter(({ before, after }) => before !== 0n || after !== 0n)
    .toSorted((left, right) => left.currency.localeCompare(right.currency))
    .map(({ name, currency, before, after }) => ({
      name,
      currency,
      isChanged: before !== after,
      before: toWire({ minor: before, currency }),
      after: toWire({ minor: after, currency }),
    }))
}
