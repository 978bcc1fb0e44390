import type { Actor } from '#lib/access/actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { count, day, instant, summed } from '#lib/platform/export-columns.ts'
import { listPayouts, type PayoutQuery } from './list-payouts.ts'
import { tieOutLook } from './look-model.ts'

const PAGE = 1_000

export const PAYOUT_HEADER = [
  'Payout id',
  'Account',
  'Seller',
  'Tie-out',
  'Mode',
  'Status at Stripe',
  instant('Created at (UTC)'),
  day('Arrival'),
  'Trace id',
  'Currency',
  summed('Gross'),
  summed('Fees'),
  summed('Payout'),
  summed('Remainder'),
  summed('Variance to expected'),
  count('Lines'),
  'Reason',
]

type Export = { readonly query: Omit<PayoutQuery, 'after' | 'before' | 'limit'>; readonly at: Date }

/** Every payout the filters let through, as cells, a page per read so that no transaction stays open for long. */
export async function* exportPayouts(actor: Actor, { query, at }: Export): AsyncGenerator<string[][]> {
  const scope = { platform: actor.entity.stripeAccount, at }
  let after: string | null = null
  do {
    const page = await read(actor.scope, (tx) => listPayouts(tx, { ...query, after, limit: PAGE }, scope))
    yield page.rows.map((row) => [
      row.id,
      row.account,
      row.owner,
      tieOutLook(row.state).word,
      row.mode,
      row.status,
      row.createdAt,
      row.arrivalOn,
      row.traceId,
      row.amount.currency,
      plainDecimal(row.gross),
      plainDecimal(row.fee),
      plainDecimal(row.amount),
      plainDecimal(row.remainder),
      row.variance === null ? '' : plainDecimal(row.variance),
      row.lines.toString(),
      row.reason,
    ])
    after = page.nextCursor
  } while (after !== null)
}
