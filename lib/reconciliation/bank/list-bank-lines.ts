import { parseMoney } from '#lib/money/parse.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import type { BankLineRow } from './bank-line-model.ts'

type Row = Omit<BankLineRow, 'id' | 'amount'> & { id: bigint; amountMinor: bigint; currency: string }

export type BankLineQuery = {
  readonly q?: string | null
  readonly account?: string | null
  readonly file?: string | null
  readonly standing?: string | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

/** Bank lines, newest booking day first; found by reference, other party, or exact amount (`1234.56`). */
export async function listBankLines(tx: Sql, query: BankLineQuery): Promise<Page<BankLineRow>> {
  const { q = null, account = null, file = null, standing = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const amounts = q === null ? [] : await amountsSaid(tx, q)
  const rows = await tx.sql<Row>(
    `SELECT l.id, l.bank_account_id AS "accountId", b.name AS "accountName", l.booked_on::text AS "bookedOn", l.value_on::text AS "valueOn",
            l.amount_minor AS "amountMinor", l.currency::text AS currency, l.reference, l.counterparty, l.bank_reference AS "bankReference",
            l.file_id AS "fileId", l.line_no AS "lineNo", m.standing
       FROM bank_line l JOIN bank_account b ON b.id = l.bank_account_id
      CROSS JOIN LATERAL (SELECT coalesce((
        SELECT CASE WHEN i.held = 'open' THEN 'open' ELSE 'matched' END FROM match_item i
         WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = 'bank' AND i.side = 'observed' AND i.object_id = l.id::text), 'other') AS standing) m
      WHERE l.entity_id = $1 AND l.livemode = $2
        AND ($3::text IS NULL OR l.reference ILIKE $3 OR l.counterparty ILIKE $3 OR l.bank_reference ILIKE $3 
             OR EXISTS (SELECT 1 FROM unnest($4::text[], $11::bigint[]) AS a (currency, minor)
                         WHERE a.currency = l.currency AND a.minor = abs(l.amount_minor)))
        AND ($5::text IS NULL OR l.bank_account_id = $5) AND ($6::text IS NULL OR l.file_id = $6) AND ($7::text IS NULL OR m.standing = $7)
        AND ($8::text IS NULL OR (l.booked_on, l.id) ${isBackward ? '>' : '<'} ($8::text::date, $9::text::bigint))
      ORDER BY l.booked_on ${isBackward ? 'ASC' : 'DESC'}, l.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $10`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      q === null ? null : `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
      amounts.map(({ currency }) => currency),
      account,
      file,
      standing,
      key !== null && /^\d{4}-\d{2}-\d{2}$/.test(key.value) ? key.value : null,
      key?.id.replace(/\D/g, '') || null,
      limit + 1,
      amounts.map(({ minor }) => minor.toString()),
    ],
  )
  return pageOf(rows.map(toRow), {
    isBackward,
    isFirst: key === null,
    limit,
    keyOf: ({ id, bookedOn }) => ({ value: bookedOn, id }),
  })
}

/** What somebody typed, as an amount of each currency that has an account. */
async function amountsSaid(tx: Sql, words: string): Promise<{ currency: string; minor: bigint }[]> {
  const rows = await tx.sql<{ currency: string }>(
    'SELECT DISTINCT currency::text AS currency FROM bank_account WHERE entity_id = $1 AND livemode = $2 ORDER BY 1',
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.flatMap(({ currency }) => {
    const amount = parseMoney(words, currency)
    return amount === null ? [] : [{ currency, minor: amount.minor < 0n ? -amount.minor : amount.minor }]
  })
}

const toRow = ({ id, amountMinor, currency, ...row }: Row): BankLineRow => ({
  ...row,
  id: `bln_${id}`,
  amount: { minor: amountMinor.toString(), currency },
})
