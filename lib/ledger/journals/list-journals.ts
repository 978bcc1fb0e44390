import type { ProposalState } from '#lib/approvals/schema.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type Page, pageOf, readKey } from '#lib/platform/page-key.ts'
import { chartAccount } from '../chart.ts'
import type { JournalLine } from './journal-schema.ts'
import type { JournalTemplate } from './journals-model.ts'

/** A line with its account's code and name in the general ledger. */
type NamedLine = JournalLine & { readonly gl: string; readonly name: string }

export type JournalRow = {
  readonly id: string
  readonly template: JournalTemplate
  readonly accountingOn: string
  readonly reason: string
  readonly evidence: string
  readonly attachmentHash: string
  readonly attachmentName: string
  readonly lines: readonly NamedLine[]
  /** What is debited in all, per currency. */
  readonly totals: readonly WireMoney[]
  readonly reversesOn: string | null
  readonly untilOn: string | null
  /** Approved to come again, and nobody ended it. */
  readonly isRecurring: boolean
  readonly parentId: string
  readonly state: ProposalState
  readonly proposalId: string
  /** journal_entry ids; null while nothing is posted. */
  readonly entryId: string | null
  readonly reversalEntryId: string | null
  readonly createdByName: string
  /** ISO instant. */
  readonly createdAt: string
}

export type JournalQuery = {
  readonly q?: string | null
  readonly template?: string | null
  readonly after?: string | null
  readonly before?: string | null
  readonly limit: number
}

type Row = Omit<JournalRow, 'lines' | 'totals' | 'createdAt'> & { lines: JournalLine[]; createdAt: Date }

const SELECT = `
SELECT j.id, j.template, j.accounting_on::text AS "accountingOn", j.reason, j.evidence, j.attachment_hash AS "attachmentHash",
       j.attachment_name AS "attachmentName", j.lines, j.reverses_on::text AS "reversesOn", j.until_on::text AS "untilOn",
       j.until_on IS NOT NULL AND j.stopped_at IS NULL AND j.entry_id IS NOT NULL AS "isRecurring", j.parent_id AS "parentId", p.state,
       j.proposal_id AS "proposalId", j.entry_id::text AS "entryId", j.reversal_entry_id::text AS "reversalEntryId",
       coalesce(w.name, '') AS "createdByName", j.created_at AS "createdAt"
  FROM journal_draft j JOIN proposal p ON p.id = j.proposal_id LEFT JOIN person w ON w.id = j.created_by
 WHERE j.entity_id = $1 AND j.livemode = $2`

/** Manual journals, newest first; found by id or a part of their reason. */
export async function listJournals(tx: Sql, query: JournalQuery): Promise<Page<JournalRow>> {
  const { q = null, template = null, after = null, before = null, limit } = query
  const isBackward = before !== null
  const key = readKey(before ?? after)
  const rows = await tx.sql<Row>(
    `${SELECT} AND ($3::text IS NULL OR j.id = $3 OR j.reason ILIKE $4) AND ($5::text IS NULL OR j.template = $5)
       AND ($6::text IS NULL OR j.id ${isBackward ? '>' : '<'} $6)
     ORDER BY j.id ${isBackward ? 'ASC' : 'DESC'} LIMIT $7`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      q,
      `%${(q ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
      template,
      key?.id ?? null,
      limit + 1,
    ],
  )
  return pageOf(rows.map(toRow), { isBackward, isFirst: key === null, limit, keyOf: ({ id }) => ({ value: '', id }) })
}

/** One manual journal; null when there is none of this id. */
export async function getJournal(tx: Sql, id: string): Promise<JournalRow | null> {
  const [row] = await tx.sql<Row>(`${SELECT} AND j.id = $3`, [tx.scope.entityId, tx.scope.livemode, id])
  return row === undefined ? null : toRow(row)
}

const toRow = ({ createdAt, ...row }: Row): JournalRow => ({
  ...row,
  lines: row.lines.map((line) => {
    const { gl, name } = chartAccount(line.code)
    return { ...line, gl, name }
  }),
  totals: totalsOf(row.lines),
  createdAt: createdAt.toISOString(),
})

function totalsOf(lines: readonly JournalLine[]): WireMoney[] {
  const sums = new Map<string, bigint>()
  for (const { currency, amountMinor } of lines)
    if (!amountMinor.startsWith('-')) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor))
  return [...sums].map(([currency, minor]) => ({ currency, minor: minor.toString() }))
}
