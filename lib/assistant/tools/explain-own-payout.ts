import { z } from 'zod'
import { toWire } from '#lib/money/money.ts'
import { explainPayout } from '#lib/payouts/explain/explain-payout.ts'
import { EXPLAIN_LOCALES } from '#lib/payouts/explain/explanation-model.ts'
import { nothingCalled } from '../refusals.ts'
import { amountCell, tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

/** A seller's own payout in the seller's own language; another seller's does not exist. Operators have the tool of the same name. */
export const explainOwnPayoutTool = defineTool({
  name: 'explain_payout',
  title: 'A payout',
  description:
    'One of your payouts (po_…): what it is made of, and why it is lower, higher or later than the one before.',
  permission: 'payouts.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  isForSellers: true,
  input: z.object({
    payout: z
      .string()
      .trim()
      .regex(/^po_\w{1,60}$/, 'That is no payout: write po_…'),
  }),
  run: async ({ asker }, { payout }) => {
    const locale = EXPLAIN_LOCALES.find((known) => known === asker.locale) ?? null
    const explanation = await explainPayout(asker.scope, payout, locale)
    if (explanation === null) throw nothingCalled('payout', payout)
    const { bars, currency, caption, headline, paragraphs } = explanation
    const parts = bars.map(({ label, amountMinor }) => ({ label, amount: toWire({ minor: amountMinor, currency }) }))
    const href = `/portal/payouts/${payout}`
    return {
      step: headline,
      blocks: [
        tableBlock(
          caption,
          [
            { id: 'what', label: '' },
            { id: 'amount', label: currency, isAmount: true },
          ],
          parts.map(({ label, amount }) => ({ values: [label, amountCell(amount)], href })),
        ),
      ],
      facts: {
        summary: [headline, ...paragraphs].join('\n\n'),
        parts: parts.map(({ label, amount }) => ({ label, amount: told(amount) })),
      },
      citations: [{ label: headline, href }],
      rows: parts.length,
      more: false,
    }
  },
})
