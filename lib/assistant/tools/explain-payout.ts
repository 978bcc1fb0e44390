import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import { payoutInWords } from '#lib/payouts/explain-words.ts'
import { getPayout } from '#lib/payouts/get-payout.ts'
import { categoryWords } from '#lib/payouts/look-model.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { nothingCalled } from '../refusals.ts'
import { amountCell, tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

export const explainPayoutTool = defineTool({
  name: 'explain_payout',
  title: 'A payout',
  description:
    'One payout of Stripe (po_…): what it is made of, whether it ties out with our books, and what is left unexplained.',
  permission: 'payouts.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z.object({
    payout: z
      .string()
      .trim()
      .regex(/^po_\w{1,60}$/, 'That is no payout: write po_…'),
  }),
  run: async ({ asker, at }, { payout: payoutId }) => {
    const payout = await read(asker.scope, async (tx) => {
      const account = await accountOf(tx, payoutId)
      return account === null ? null : getPayout(tx, { account, payoutId }, asker.entity.stripeAccount)
    })
    if (payout === null) throw nothingCalled('payout', payoutId)
    const href = `/payouts/${payout.account}/${payout.id}`
    return {
      step: `Payout ${payout.id} of ${payout.owner}, ${payout.lines} lines`,
      blocks: [
        {
          kind: 'metric',
          label: `Payout ${payout.id}`,
          value: { ...amountCell(payout.amount), href },
          note: `${payout.owner} · ${payout.state.replaceAll('_', ' ')} · arrives ${payout.arrivalAt.slice(0, 10)}`,
        },
        tableBlock(
          'What it is made of',
          [
            { id: 'category', label: 'What' },
            { id: 'count', label: 'Lines', isAmount: true },
            { id: 'gross', label: 'Gross', isAmount: true },
            { id: 'fee', label: 'Fees', isAmount: true },
            { id: 'net', label: 'Net', isAmount: true },
          ],
          payout.categories.map(({ category, count, gross, fee, net }) => ({
            values: [categoryWords(category), `${count}`, gross, fee, net],
            href,
          })),
        ),
      ],
      facts: {
        summary: [...payoutInWords(payout, at.toISOString()), ...failureWords(payout.failureCode)].join(' '),
        failure: payout.failureCode === '' ? null : payout.failureCode,
        amount: told(payout.amount),
        expected: payout.expected === null ? null : told(payout.expected),
        left: told(payout.left),
        state: payout.state,
        status: payout.status,
        categories: payout.categories.map(({ category, count, gross, fee, net }) => ({
          category,
          count,
          gross: told(gross),
          fee: told(fee),
          net: told(net),
        })),
        unexplained: payout.remainders.map((part) => `${part.class}: ${formatMoney(part.amount)}. ${part.evidence}`),
      },
      citations: [{ label: `Payout ${payout.id}`, href }],
      rows: payout.lines,
      more: false,
    }
  },
})

/** Why the bank sent it back, by Stripe's code (docs.stripe.com/api/payouts/failures). */
const failureWords = (code: string): string[] =>
  code === '' ? [] : [`The bank sent it back: ${code.replaceAll('_', ' ')}.`]

async function accountOf(tx: Sql, payoutId: string): Promise<string | null> {
  const [row] = await tx.sql<{ account: string }>(
    'SELECT account FROM payout_tie_out WHERE entity_id = $1 AND livemode = $2 AND payout_id = $3 ORDER BY account LIMIT 1',
    [tx.scope.entityId, tx.scope.livemode, payoutId],
  )
  return row?.account ?? null
}
