import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import { toWire } from '#lib/money/money.ts'
import { payoutInWords } from '#lib/payouts/explain-words.ts'
import { getPayout } from '#lib/payouts/get-payout.ts'
import { categoryWords } from '#lib/payouts/look-model.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { nothingCalled } from '../refusals.ts'
import { namedSeller } from './named-seller.ts'
import { amountCell, tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

export const explainPayoutTool = defineTool({
  name: 'explain_payout',
  title: 'A payout',
  description:
    'One payout of Stripe, by its id (po_…) or as the last one of a seller: what it is made of, whether it ties out with our books, and what is left unexplained.',
  permission: 'payouts.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z
    .object({
      payout: z
        .string()
        .trim()
        .regex(/^po_\w{1,60}$/, 'That is no payout: write po_…')
        .optional(),
      seller: z
        .string()
        .trim()
        .min(1)
        .max(120)
        .optional()
        .describe('Instead of an id: the last payout of sel_…, acct_… or a name'),
    })
    .refine(({ payout, seller }) => (payout === undefined) !== (seller === undefined), {
      error: 'Name the payout, or the seller whose last one is meant.',
    }),
  run: async ({ asker, at }, asked) => {
    const { payout, before } = await read(asker.scope, async (tx) => {
      const key = await keyOf(tx, asked)
      const found = key === null ? null : await getPayout(tx, key, asker.entity.stripeAccount)
      return { payout: found, before: key === null || found === null ? null : await payoutBefore(tx, key) }
    })
    if (payout === null) throw nothingCalled('payout', asked.payout ?? `of ${asked.seller}`)
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
        summary: [
          ...payoutInWords(payout, at.toISOString()),
          ...failureWords(payout.failureCode),
          ...(before === null ? [] : [`The payout before it was of ${formatMoney(before)}.`]),
        ].join(' '),
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

type Key = { readonly account: string; readonly payoutId: string }

async function keyOf(
  tx: Sql,
  { payout, seller }: { readonly payout?: string | undefined; readonly seller?: string | undefined },
): Promise<Key | null> {
  const account = seller === undefined ? '' : (await namedSeller(tx, seller)).stripeAccount
  const [row] = await tx.sql<Key>(
    `SELECT t.account, t.payout_id AS "payoutId"
       FROM payout_tie_out t JOIN payout p ON p.entity_id = t.entity_id AND p.livemode = t.livemode AND p.account = t.account AND p.id = t.payout_id
      WHERE t.entity_id = $1 AND t.livemode = $2 AND ($3 = '' OR t.payout_id = $3) AND ($4 = '' OR t.account = $4)
      ORDER BY p.created_at DESC, t.account LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, payout ?? '', account],
  )
  return row ?? null
}

/** What the same account was paid before it, in the same currency; null for its first payout. */
async function payoutBefore(tx: Sql, { account, payoutId }: Key) {
  const [row] = await tx.sql<{ minor: bigint; currency: string }>(
    `SELECT b.amount_minor AS minor, upper(b.currency) AS currency
       FROM payout p JOIN payout b ON b.entity_id = p.entity_id AND b.livemode = p.livemode AND b.account = p.account
                                  AND b.currency = p.currency AND b.created_at < p.created_at AND b.status <> 'canceled'
      WHERE p.entity_id = $1 AND p.livemode = $2 AND p.account = $3 AND p.id = $4 ORDER BY b.created_at DESC, b.id LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, account, payoutId],
  )
  return row === undefined ? null : toWire(row)
}
