import type { SellerActor } from '#lib/access/seller-actor.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { day, type ExportColumn, summed } from '#lib/platform/export-columns.ts'
import { readPayoutLines } from './read-payout-lines.ts'
import { wordsIn } from './words-model.ts'

const PAGE = 1_000

/** The columns of a payout's file, in the seller's language. */
export function payoutColumns({ locale }: SellerActor): ExportColumn[] {
  const words = wordsIn(locale)
  return [
    words.payout,
    day(words.csvDay),
    words.csvWhat,
    words.csvOrder,
    words.csvCurrency,
    summed(words.csvGross),
    summed(words.fee),
    summed(words.net),
  ]
}

/** Every line of a payout as cells, a page per read. Holds the payout's own id and names of orders, and no id of the platform. */
export async function* exportPayout(actor: SellerActor, payoutId: string): AsyncGenerator<string[][]> {
  const words = wordsIn(actor.locale)
  let after: string | null = ''
  while (after !== null) {
    const { lines, next } = await readPayoutLines(actor, payoutId, after, PAGE)
    yield lines.map(({ on, word, order, gross, fee, net }) => [
      payoutId,
      on,
      words[`line_${word}`],
      order,
      gross.currency,
      plainDecimal(gross),
      plainDecimal(fee),
      plainDecimal(net),
    ])
    after = next
  }
}
