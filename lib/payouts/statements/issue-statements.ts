import { randomBytes } from 'node:crypto'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { hashOf, writeContent } from './content.ts'
import { type Reach, readStatementLines } from './read-lines.ts'
import { monthAfter, monthDays, proveStatement, type Statement, sumsOf } from './statement-model.ts'

/** How many ended months are made up for where none was issued yet. */
const MONTHS_BACK = 3
/** A month is issued once this many days of the next are over: what comes in late mostly came in by then. */
const GRACE_DAYS = 1

type Account = {
  readonly id: bigint
  readonly sellerId: string
  readonly sellerName: string
  readonly currency: string
  readonly lineCount: bigint
}
type Previous = { readonly month: string; readonly lineNo: bigint; readonly closingMinor: bigint }
type Issuing = { readonly entity: Entity; readonly at: Date }

/**
 * Issues what is missing of one seller's ended months, the oldest first, in each currency; answers how many. Nothing is issued
 * twice: a month of a seller and currency is one row that nobody can change. A month without movement and balance has no statement.
 */
export async function issueStatementsOf(tx: Sql, { entity, at }: Issuing, sellerId: string): Promise<number> {
  const until = lastEndedMonth(entity, at)
  let count = 0
  for (const account of await accountsOf(tx, sellerId)) {
    let previous = await previousOf(tx, account)
    for (let month = firstMonth(previous, until); month <= until; month = monthAfter(month, 1)) {
      const issued = await issue(tx, { entity, at, account, previous, month })
      previous = issued.previous
      if (issued.isNew) count += 1
    }
  }
  return count
}

/** Sellers behind `after` that had money here by then and lack the statement of the last ended month, a page of them by id. */
export async function sellersWithoutStatement(
  tx: Sql,
  { entity, at }: Issuing,
  after: string,
  limit: number,
): Promise<string[]> {
  const { first } = monthDays(lastEndedMonth(entity, at))
  const rows = await tx.sql<{ id: string }>(
    `SELECT DISTINCT a.subject AS id FROM ledger_account a
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable' AND a.line_count > 0
        AND NOT EXISTS (SELECT FROM seller_statement s WHERE s.entity_id = $1 AND s.livemode = $2 AND s.seller_id = a.subject
                          AND s.currency = a.currency AND s.month >= $3::date)
        AND (EXISTS (SELECT FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on >= $3::date
                       AND l.accounting_on < ($3::date + interval '1 month'))
          OR (a.balance_minor <> 0 AND EXISTS (SELECT FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on < $3::date)))
        AND a.subject > $4
      ORDER BY 1 LIMIT $5`,
    [tx.scope.entityId, tx.scope.livemode, first, after, limit],
  )
  return rows.map(({ id }) => id)
}

/** The last month of the books that is over, with the days of grace. */
export function lastEndedMonth(entity: Entity, at: Date): string {
  return monthAfter(accountingOn(entity, new Date(at.getTime() - GRACE_DAYS * 86_400_000)).slice(0, 7), -1)
}

const firstMonth = (previous: Previous | null, until: string): string =>
  previous === null ? monthAfter(until, 1 - MONTHS_BACK) : monthAfter(previous.month, 1)

function accountsOf(tx: Sql, sellerId: string): Promise<Account[]> {
  return tx.sql<Account>(
    `SELECT a.id, a.subject AS "sellerId", s.name AS "sellerName", a.currency::text AS currency, a.line_count AS "lineCount"
       FROM ledger_account a JOIN seller s ON s.id = a.subject
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable' AND a.subject = $3
        AND a.line_count > 0 ORDER BY a.currency`,
    [tx.scope.entityId, tx.scope.livemode, sellerId],
  )
}

async function previousOf(tx: Sql, account: Account): Promise<Previous | null> {
  const [row] = await tx.sql<Previous>(
    `SELECT to_char(month, 'YYYY-MM') AS month, through_line_no AS "lineNo", closing_minor AS "closingMinor" FROM seller_statement
      WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND currency = $4 ORDER BY month DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode, account.sellerId, account.currency],
  )
  return row ?? null
}

type Month = Issuing & { readonly account: Account; readonly previous: Previous | null; readonly month: string }

async function issue(tx: Sql, { entity, at, account, previous, month }: Month) {
  const { first, last } = monthDays(month)
  const reach: Reach = { until: last, lineNo: account.lineCount }
  // Before the first statement everything older is its opening; later ones begin where the one before ended.
  const before: Reach =
    previous === null
      ? { until: monthDays(monthAfter(month, -1)).last, lineNo: account.lineCount }
      : { until: monthDays(previous.month).last, lineNo: previous.lineNo }
  const openingMinor = previous?.closingMinor ?? (await owedBy(tx, account, before))
  const lines = await readStatementLines(tx, { accountId: account.id, sellerId: account.sellerId, reach, before })
  const closingMinor = await owedBy(tx, account, reach)
  const statement: Statement = {
    sellerName: account.sellerName,
    marketplace: entity.name,
    currency: account.currency,
    month,
    openingMinor,
    closingMinor,
    lines,
  }
  proveStatement(statement)
  if (lines.length === 0 && openingMinor === 0n) return { previous, isNew: false }
  const id = newId('stm')
  const content = writeContent(statement)
  const isNew =
    (await tx.exec(
      `INSERT INTO seller_statement (id, entity_id, livemode, seller_id, currency, month, opening_minor, closing_minor, sums, line_count,
         through_line_no, content, content_hash, code, issued_by, issued_at)
       VALUES ($1, $2, $3, $4, $5, $6::date, $7::bigint, $8::bigint, $9::jsonb, $10, $11::bigint, $12, $13, $14, $15, $16::text::timestamptz)
       ON CONFLICT (entity_id, livemode, seller_id, currency, month) DO NOTHING`,
      [
        ...[id, tx.scope.entityId, tx.scope.livemode, account.sellerId, account.currency, first],
        ...[openingMinor.toString(), closingMinor.toString()],
        JSON.stringify(sumsOf(lines).map(({ key, minor }) => ({ key, minor: minor.toString() }))),
        ...[
          lines.length,
          reach.lineNo.toString(),
          content,
          hashOf(content),
          newCode(),
          tx.scope.actor,
          at.toISOString(),
        ],
      ],
    )) === 1
  if (isNew)
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'payouts.statement_issued',
      subject: { kind: 'seller', id: account.sellerId },
      note: `The statement of ${month} in ${account.currency} was issued: ${lines.length} lines.`,
      refs: [`seller:${account.sellerId}`, `statement:${id}`],
      at,
    })
  const kept = isNew ? null : await previousOf(tx, account)
  return { previous: kept ?? { month, lineNo: reach.lineNo, closingMinor }, isNew }
}

/** What the ledger owes the seller by the lines that a reach holds, apart from what any statement adds up. */
async function owedBy(tx: Sql, { id }: Account, { until, lineNo }: Reach): Promise<bigint> {
  const [row] = await tx.sql<{ minor: bigint }>(
    `SELECT coalesce(-sum(l.amount_minor), 0)::bigint AS minor FROM journal_line l
      WHERE l.account_id = $1::bigint AND l.accounting_on <= $2::date AND l.account_line_no <= $3::bigint`,
    [id.toString(), until, lineNo.toString()],
  )
  return row?.minor ?? 0n
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Sixteen letters by chance, of an alphabet in which none is mistaken for another: nobody guesses one. */
const newCode = (): string => [...randomBytes(16)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('')
