import { z } from 'zod'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { isCurrency } from '#lib/money/currency.ts'
import { formatMoney } from '#lib/money/format.ts'
import { toWire } from '#lib/money/money.ts'
import { parseMoney } from '#lib/money/parse.ts'
import { read, type Sql } from '#lib/platform/db.ts'
import { VARIANCE_CLASS_NAMES, VARIANCE_CLASSES } from '#lib/reconciliation/variances/classes-model.ts'
import { toRow, VARIANCE_COLUMNS, VARIANCE_JOINS } from '#lib/reconciliation/variances/list-variances.ts'
import { needsCurrency } from '../refusals.ts'
import { namedSeller } from './named-seller.ts'
import { itemsIn, tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

const PAGE = 50

export const listVariancesTool = defineTool({
  name: 'list_variances',
  title: 'Variances',
  description:
    'Variances between bank, Stripe, books and records, the largest first: by state, class, currency, seller and least amount. What should be compared with what is there.',
  permission: 'variances.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z.object({
    state: z.enum(['open', 'explained', 'resolved', 'all']).default('open').describe('open: somebody has to look'),
    class: z
      .enum(VARIANCE_CLASS_NAMES as [string, ...string[]])
      .nullable()
      .default(null),
    currency: z.string().trim().toUpperCase().refine(isCurrency, 'That is no currency.').nullable().default(null),
    atLeast: z
      .string()
      .regex(/^\d{1,15}(\.\d{1,4})?$/, 'Write an amount such as 100 or 99.50.')
      .nullable()
      .default(null)
      .describe('Least amount in major units, without sign; needs a currency'),
    seller: z.string().trim().min(1).max(120).nullable().default(null).describe('sel_…, acct_… or the name'),
    skip: z.int().min(0).max(10_000).default(0).describe('Rows already seen'),
  }),
  run: async ({ asker, at }, asked) => {
    if (asked.atLeast !== null && asked.currency === null) throw needsCurrency()
    const today = accountingOn(asker.entity, at)
    const { rows, totals } = await read(asker.scope, (tx) => lookUp(tx, asked, today))
    const found = totals.reduce((sum, one) => sum + one.count, 0)
    const words = [
      asked.state === 'all' ? 'all' : asked.state,
      ...(asked.class === null ? [] : [asked.class.replaceAll('_', ' ')]),
      ...(asked.currency === null
        ? []
        : [asked.atLeast === null ? asked.currency : `from ${asked.atLeast} ${asked.currency}`]),
      ...(asked.seller === null ? [] : [asked.seller]),
    ].join(', ')
    const sums = totals
      .map(({ currency, count, minor }) => `${count} of ${formatMoney({ minor, currency })}`)
      .join(', ')
    const named = rows.slice(0, 5).map(({ amount, summary }) => `${formatMoney(amount)}: ${summary}`)
    return {
      step: `Variances (${words}), ${found}`,
      blocks: [
        tableBlock(
          `Variances: ${words}`,
          [
            { id: 'class', label: 'Class' },
            { id: 'amount', label: 'Amount', isAmount: true },
            { id: 'summary', label: 'What' },
            { id: 'seller', label: 'Seller' },
            { id: 'day', label: 'Day' },
            { id: 'state', label: 'State' },
          ],
          rows.map((row) => ({
            values: [
              VARIANCE_CLASSES[row.class].name,
              row.amount,
              row.summary,
              row.sellerId === ''
                ? null
                : { text: row.sellerName, raw: row.sellerId, href: `/sellers/${row.sellerId}` },
              row.happenedOn,
              row.state.replaceAll('_', ' '),
            ],
            href: `/variances/${row.id}`,
          })),
          found,
        ),
      ],
      facts: {
        summary:
          found === 0
            ? `There is no variance of the kind (${words}).`
            : `${found} ${found === 1 ? 'variance' : 'variances'} (${words}), ${sums} in all without sign.${itemsIn(named, found)}`,
        variances: rows.map((row) => ({
          id: row.id,
          class: row.class,
          summary: row.summary,
          seller: row.sellerName,
          amount: told(row.amount),
          day: row.happenedOn,
          daysOpen: row.days,
          state: row.state,
        })),
        found,
        next: asked.skip + rows.length < found ? asked.skip + rows.length : null,
      },
      citations: [
        { label: 'Variances', href: '/variances' },
        ...rows.slice(0, 8).map(({ id, summary }) => ({ label: summary.slice(0, 80), href: `/variances/${id}` })),
      ],
      rows: rows.length,
      more: asked.skip + rows.length < found,
    }
  },
})

type Asked = {
  readonly state: 'open' | 'explained' | 'resolved' | 'all'
  readonly class: string | null
  readonly currency: string | null
  readonly atLeast: string | null
  readonly seller: string | null
  readonly skip: number
}

const STATES = {
  open: ['open', 'in_progress'],
  explained: ['explained'],
  resolved: ['resolved'],
  all: ['open', 'in_progress', 'explained', 'resolved'],
} as const

async function lookUp(tx: Sql, asked: Asked, today: string) {
  const { currency, atLeast } = asked
  const seller = asked.seller === null ? null : await namedSeller(tx, asked.seller)
  const least = atLeast === null || currency === null ? null : (parseMoney(atLeast, currency)?.minor ?? null)
  const values = [
    tx.scope.entityId,
    tx.scope.livemode,
    today,
    STATES[asked.state],
    asked.class,
    currency,
    seller?.id ?? null,
    least,
  ]
  const rows = await tx.sql<Parameters<typeof toRow>[0]>(
    `SELECT ${VARIANCE_COLUMNS} FROM variance v ${VARIANCE_JOINS} WHERE ${MATCHES}
      ORDER BY abs(v.amount_minor) DESC, v.id LIMIT ${PAGE} OFFSET $9`,
    [...values, asked.skip],
  )
  const totals = await tx.sql<{ currency: string; count: number; minor: bigint }>(
    `SELECT v.currency::text AS currency, count(*)::int AS count, sum(abs(v.amount_minor))::bigint AS minor
       FROM variance v WHERE ${MATCHES} AND $3::date IS NOT NULL GROUP BY 1 ORDER BY 1`,
    values,
  )
  return {
    rows: rows.map(toRow),
    totals: totals.map(({ count, ...amount }) => ({ count, ...toWire(amount) })),
  }
}

const MATCHES = `v.entity_id = $1 AND v.livemode = $2 AND v.state = ANY($4::text[]) AND ($5::text IS NULL OR v.class = $5)
  AND ($6::text IS NULL OR v.currency = $6) AND ($7::text IS NULL OR v.seller_id = $7)
  AND ($8::bigint IS NULL OR abs(v.amount_minor) >= $8::bigint)`
