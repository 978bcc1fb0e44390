import { defineRoute } from '#lib/access/define-route.ts'
import { readTrialBalance } from '#lib/ledger/read-trial-balance.ts'
import { plainDecimal } from '#lib/money/format.ts'
import { csvResponse } from '#lib/platform/csv.ts'

const HEADER = ['Book', 'Day', 'Code', 'Account', 'Kind', 'Currency', 'Debit', 'Credit']

export const GET = defineRoute({
  permission: 'exports.read',
  run: async ({ request, actor, at }) => {
    const asked = new URL(request.url).searchParams
    const query = { book: asked.get('book'), on: asked.get('on'), currency: asked.get('currency') }
    const { balance, book, on } = await readTrialBalance(actor, query, at)
    const day = on ?? at.toISOString().slice(0, 10)
    const rows = balance.rows.map(({ gl, name, kind, currency, debit, credit }) => [
      book,
      day,
      gl,
      name,
      kind,
      currency,
      plainDecimal(debit),
      plainDecimal(credit),
    ])
    return csvResponse(`trial-balance-${day}.csv`, HEADER, rows)
  },
})
