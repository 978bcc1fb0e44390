import { lastDay } from '#lib/ledger/periods/month-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { CheckContext, CheckResult } from './checks.ts'

/**
 * Per bank account, minor units: what the statement that reaches the month's end says the account held then (null while none does),
 * what the first statement began with, and what the books say it holds.
 */
const BALANCES = `
SELECT b.id, b.name, b.currency::text, first.opening_minor AS "openingMinor",
       (reaching.closing_minor - coalesce((
         SELECT sum(l.amount_minor) FROM bank_line l
          WHERE l.bank_account_id = b.id AND l.booked_on > $3::text::date AND l.booked_on <= reaching.last_on), 0))::bigint AS "statementMinor",
       (SELECT coalesce(sum(x.amount_minor), 0)::bigint FROM ledger_account a JOIN journal_line x ON x.account_id = a.id
         WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'bank' AND a.subject = b.id
           AND x.accounting_on <= $3::text::date) AS "booksMinor"
  FROM bank_account b
  LEFT JOIN LATERAL (
    SELECT f.closing_minor, f.last_on FROM bank_file f
     WHERE f.bank_account_id = b.id AND f.state = 'imported' AND f.closing_minor IS NOT NULL AND f.last_on >= $3::text::date
     ORDER BY f.last_on LIMIT 1) reaching ON true
  LEFT JOIN LATERAL (
    SELECT f.opening_minor FROM bank_file f
     WHERE f.bank_account_id = b.id AND f.state = 'imported' AND f.opening_minor IS NOT NULL ORDER BY f.first_on LIMIT 1) first ON true
 WHERE b.entity_id = $1 AND b.livemode = $2 ORDER BY b.id`

type Row = {
  readonly name: string
  readonly currency: string
  readonly openingMinor: bigint | null
  readonly statementMinor: bigint | null
  readonly booksMinor: bigint
}

const HREF = '/bank'

/** Whether each bank account's balance in the books is the statement's at the month's end. */
export async function checkBanks({ tx, month }: CheckContext): Promise<CheckResult> {
  const rows = await tx.sql<Row>(BALANCES, [tx.scope.entityId, tx.scope.livemode, lastDay(month)])
  if (rows.length === 0)
    return { outcome: 'manual', sentence: 'No bank account is set up: attach the statement.', href: HREF }
  const problems = rows.flatMap((row) => problemOf(row, lastDay(month)))
  return problems.length === 0
    ? { outcome: 'ready', sentence: rows.map(agrees).join(' '), href: HREF }
    : { outcome: 'open', sentence: problems.join(' '), href: HREF }
}

function problemOf({ name, currency, openingMinor, statementMinor, booksMinor }: Row, on: string): string[] {
  if (statementMinor === null) return [`${name}: no statement with an ending balance reaches ${on}.`]
  const moved = statementMinor - (openingMinor ?? 0n)
  if (moved === booksMinor) return []
  const off = formatMoney({ minor: moved - booksMinor, currency })
  return [`${name}: the statement moved by ${formatMoney({ minor: moved, currency })}, the books differ by ${off}.`]
}

const agrees = ({ name, currency, statementMinor }: Row) =>
  `${name} held ${formatMoney({ minor: statementMinor ?? 0n, currency })}, as the statement says.`
