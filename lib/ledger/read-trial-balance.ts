import type { Actor } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { type CoverRatio, coverRatio } from './cover-ratio.ts'
import { bookFrom, dayFrom } from './schema.ts'
import { trialBalance } from './trial-balance.ts'

type Query = { readonly book: string | null; readonly on: string | null; readonly currency: string | null }

/** The trial balance an address asks for, and the cover ratio that belongs beside the platform's own. */
export function readTrialBalance(actor: Actor, query: Query, at: Date) {
  const book = bookFrom(query.book)
  const on = dayFrom(query.on)
  return read(actor.scope, async (tx) => {
    const whole = await trialBalance(tx, book, on)
    const covers = book === 'platform' && on === null ? await coverRatio(tx, actor.entity, at) : []
    const isShown = ({ currency }: { readonly currency: string }) =>
      query.currency === null || currency === query.currency
    return {
      book,
      on,
      balance: { rows: whole.rows.filter(isShown), totals: whole.totals.filter(isShown) },
      currencies: whole.totals.map(({ currency }) => currency),
      covers: covers.map(toWire),
    }
  })
}

/** A cover ratio with its amounts as text, for the screen. */
const toWire = ({ currency, heldMinor, inTransitMinor, owedMinor, ratioBps }: CoverRatio) => ({
  currency,
  heldMinor: heldMinor.toString(),
  inTransitMinor: inTransitMinor.toString(),
  owedMinor: owedMinor.toString(),
  ratioBps: ratioBps?.toString() ?? null,
})
