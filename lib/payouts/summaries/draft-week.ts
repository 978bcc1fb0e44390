import { createHash } from 'node:crypto'
import { propose } from '#lib/approvals/propose.ts'
import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { inTransaction, read, type Scope, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { CHOSEN_LOCALE, languageOf } from '../explain/language-of-seller.ts'
import { type Reach, readStatementLines } from '../statements/read-lines.ts'
import { type WeekOfCurrency, weekWords } from './week-words.ts'

type Drafting = {
  readonly entity: Entity
  readonly scope: Scope
  readonly at: Date
  readonly by: { readonly kind: 'person' | 'system'; readonly id: string }
}
type SellerOfWeek = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly chosen: string | null
}

const SELLERS_MAX = 5_000
/** Drafts that an approver reads in the proposal itself; the rest is counted there and covered by its hash. */
const SHOWN_MAX = 30
const EVERY_LINE = 9_223_372_036_854_775_807n

/** Monday of the last week that is over, in the book time zone. */
export function lastWeekOn(entity: Entity, at: Date): string {
  const today = accountingOn(entity, at)
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(today, -sinceMonday - 7)
}

/**
 * Drafts the summary of the last week for every seller whose money moved in it and who has an address, and proposes to send them
 * all: one person agrees once. Answers how many there are, and the proposal; a week is drafted and proposed once.
 */
export async function draftWeek({
  entity,
  scope,
  at,
  by,
}: Drafting): Promise<{ readonly count: number; readonly proposalId: string }> {
  const weekOn = lastWeekOn(entity, at)
  const sellers = await read(scope, (tx) => sellersOfWeek(tx, weekOn))
  for (const seller of sellers) await inTransaction(scope, (tx) => draft(tx, { entity, at, weekOn, seller }))
  return inTransaction(scope, (tx) => proposeWeek(tx, { entity, at, weekOn, by }))
}

function sellersOfWeek(tx: Sql, weekOn: string): Promise<SellerOfWeek[]> {
  return tx.sql<SellerOfWeek>(
    `SELECT DISTINCT s.id, s.name, s.email, s.country, ${CHOSEN_LOCALE} AS chosen
       FROM ledger_account a JOIN seller s ON s.id = a.subject
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable' AND s.email <> ''
        AND EXISTS (SELECT FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on BETWEEN $3::date AND $3::date + 6)
        AND NOT EXISTS (SELECT FROM seller_summary m WHERE m.entity_id = $1 AND m.livemode = $2 AND m.week_on = $3::date AND m.seller_id = s.id)
        AND NOT EXISTS (SELECT FROM proposal p WHERE p.entity_id = $1 AND p.livemode = $2 AND p.once_key = 'week:' || $3)
      ORDER BY s.id LIMIT ${SELLERS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, weekOn],
  )
}

type Draft = { readonly entity: Entity; readonly at: Date; readonly weekOn: string; readonly seller: SellerOfWeek }

async function draft(tx: Sql, { entity, at, weekOn, seller }: Draft): Promise<void> {
  const locale = languageOf(seller)
  const [first, last] = [weekOn, addDays(weekOn, 6)]
  const currencies = await currenciesOf(tx, seller.id, first, last)
  const { subject, body } = weekWords({ locale, name: seller.name, marketplace: entity.name, first, last, currencies })
  await tx.exec(
    `INSERT INTO seller_summary (id, entity_id, livemode, seller_id, week_on, locale, recipient, subject, body, created_at)
     VALUES ($1, $2, $3, $4, $5::date, $6, $7, $8, $9, $10::text::timestamptz)
     ON CONFLICT (entity_id, livemode, week_on, seller_id) DO NOTHING`,
    [
      ...[newId('sum'), tx.scope.entityId, tx.scope.livemode, seller.id, weekOn, locale, seller.email, subject, body],
      at.toISOString(),
    ],
  )
}

async function currenciesOf(tx: Sql, sellerId: string, first: string, last: string): Promise<WeekOfCurrency[]> {
  const accounts = await tx.sql<{ id: bigint; currency: string; opening: bigint }>(
    `SELECT a.id, a.currency::text AS currency,
            (SELECT coalesce(-sum(l.amount_minor), 0) FROM journal_line l WHERE l.account_id = a.id AND l.accounting_on < $4::date)::bigint AS opening
       FROM ledger_account a
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'seller_payable' AND a.subject = $3 ORDER BY a.currency`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, first],
  )
  const reach: Reach = { until: last, lineNo: EVERY_LINE }
  const before: Reach = { until: addDays(first, -1), lineNo: EVERY_LINE }
  const weeks: WeekOfCurrency[] = []
  for (const { id, currency, opening } of accounts) {
    const lines = await readStatementLines(tx, { accountId: id, sellerId, reach, before })
    if (lines.length > 0) weeks.push({ currency, openingMinor: opening, lines })
  }
  return weeks
}

export type SummaryRow = {
  readonly id: string
  readonly sellerId: string
  readonly recipient: string
  readonly locale: string
  readonly subject: string
  readonly body: string
}

/** The drafts of a week, by seller. */
export function summariesOf(tx: Sql, weekOn: string): Promise<SummaryRow[]> {
  return tx.sql<SummaryRow>(
    `SELECT id, seller_id AS "sellerId", recipient, locale, subject, body FROM seller_summary
      WHERE entity_id = $1 AND livemode = $2 AND week_on = $3::date ORDER BY seller_id`,
    [tx.scope.entityId, tx.scope.livemode, weekOn],
  )
}

/** What was approved is exactly these words to these addresses. */
export const hashOfWeek = (rows: readonly SummaryRow[]): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.map(({ id, recipient, subject, body }) => [id, recipient, subject, body])))
    .digest('hex')

type Proposing = Pick<Drafting, 'entity' | 'at' | 'by'> & { readonly weekOn: string }

async function proposeWeek(tx: Sql, { entity, at, weekOn, by }: Proposing) {
  const rows = await summariesOf(tx, weekOn)
  if (rows.length === 0) return { count: 0, proposalId: '' }
  const proposal = await propose(tx, {
    entity,
    kind: 'summary.send',
    onceKey: `week:${weekOn}`,
    arguments: { weekOn, count: rows.length, hash: hashOfWeek(rows) },
    subject: { kind: 'summary_week', id: weekOn },
    summary: `Mail the week from ${weekOn} to ${rows.length} sellers.`,
    reasoning: 'Every figure of every summary is the ledger’s; nothing leaves before somebody agreed.',
    evidence: rows
      .slice(0, SHOWN_MAX)
      .map(({ sellerId, recipient }) => ({ label: recipient, kind: 'seller', id: sellerId })),
    checks: [],
    effects: [
      { label: 'Mails', before: '0', after: `${rows.length}`, currency: '' },
      ...rows.slice(0, SHOWN_MAX).map(({ recipient, body }, index) => ({
        label: `Mail ${index + 1}`,
        before: '',
        after: `${recipient}: ${body.slice(0, 500)}`,
        currency: '',
      })),
    ],
    proposedBy: by,
    at,
  })
  return { count: rows.length, proposalId: proposal.id }
}
