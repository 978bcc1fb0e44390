import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type CheckContext, FINDINGS_MAX, type Finding, type Invariant, verdict } from './invariant-model.ts'

/** Debits equal credits in every entry, and no line stands without one. */
export const entriesBalance: Invariant = {
  name: 'entries_balance',
  title: 'Every entry balances, per currency',
  check: async (context) => {
    const [unbalanced, orphans, count] = [
      await unbalancedEntries(context),
      await orphanLines(context.tx),
      await entryCount(context),
    ]
    return verdict([...unbalanced, ...orphans], {
      holds: `${count} balance.`,
      violated: 'Entries do not balance: somebody wrote past the journal function.',
    })
  },
}

/** The balance kept on each account is the sum of its lines, line after line, and their numbers have no gap. */
export const runningBalances: Invariant = {
  name: 'running_balances',
  title: 'Running balances are the sums of their lines, numbered without gaps',
  check: async (context) => {
    const [steps, accounts, count] = [
      await brokenSteps(context),
      await wrongAccounts(context),
      await entryCount(context),
    ]
    return verdict([...steps, ...accounts], {
      holds: `${count} continue the line before them on every account.`,
      violated: 'Running balances and lines disagree.',
    })
  },
}

/** How many entries a check looks at, in words. */
export async function entryCount({ tx, since }: CheckContext): Promise<string> {
  const [row] = await tx.sql<{ count: bigint }>(
    'SELECT count(*) AS count FROM journal_entry WHERE entity_id = $1 AND livemode = $2 AND id > $3::bigint',
    [tx.scope.entityId, tx.scope.livemode, since.toString()],
  )
  const count = (row?.count ?? 0n).toLocaleString('en')
  return since === 0n ? `All ${count} entries` : `${count} recent entries`
}

async function unbalancedEntries({ tx, since }: CheckContext): Promise<Finding[]> {
  const rows = await tx.sql<{ entry_id: bigint; currency: string | null; off_by: string }>(
    `SELECT e.id AS entry_id, l.currency, coalesce(sum(l.amount_minor), 0)::text AS off_by
       FROM journal_entry e LEFT JOIN journal_line l ON l.entry_id = e.id
      WHERE e.entity_id = $1 AND e.livemode = $2 AND e.id > $3::bigint
      GROUP BY e.id, l.currency HAVING coalesce(sum(l.amount_minor), 0) <> 0 OR l.currency IS NULL
      ORDER BY e.id LIMIT ${FINDINGS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode, since.toString()],
  )
  return rows.map(({ entry_id, currency, off_by }) => ({
    what:
      currency === null
        ? `Entry ${entry_id} has no lines.`
        : `Entry ${entry_id} is off by ${formatMoney({ minor: off_by, currency })}.`,
    refs: [`journal_entry:${entry_id}`],
  }))
}

async function orphanLines(tx: Sql): Promise<Finding[]> {
  const rows = await tx.sql<{ entry_id: bigint }>('SELECT entry_id FROM chain_orphans()')
  return rows.map(({ entry_id }) => ({
    what: `Lines stand without their entry ${entry_id}: it was deleted, or they were added by hand.`,
    refs: [`journal_entry:${entry_id}`],
  }))
}

/** Each line continues the one before it on its account. By induction the last balance is the sum of all lines. */
async function brokenSteps({ tx, since }: CheckContext): Promise<Finding[]> {
  const rows = await tx.sql<{ entry_id: bigint; account_id: bigint; account_line_no: bigint }>(
    `WITH walked AS MATERIALIZED (
       SELECT entry_id, account_id, account_line_no, account_line_no - 1 AS previous_no, amount_minor, balance_after_minor, currency
         FROM journal_line WHERE entity_id = $1 AND entry_id > $2::bigint
     )
     SELECT l.entry_id, l.account_id, l.account_line_no
       FROM walked l
       LEFT JOIN journal_line p ON p.account_id = l.account_id AND p.account_line_no = l.previous_no
       LEFT JOIN ledger_account a ON a.id = l.account_id
      WHERE a.id IS NULL OR a.currency <> l.currency OR l.account_line_no < 1
         OR l.balance_after_minor <> l.amount_minor + coalesce(p.balance_after_minor, 0)
         OR (p.account_id IS NULL AND l.account_line_no <> 1)
      ORDER BY l.account_id, l.account_line_no LIMIT ${FINDINGS_MAX}`,
    [tx.scope.entityId, since.toString()],
  )
  return rows.map(({ entry_id, account_id, account_line_no }) => ({
    what: `Line ${account_line_no} of account ${account_id} (entry ${entry_id}) does not continue the line before it.`,
    refs: [`ledger_account:${account_id}`, `journal_entry:${entry_id}`],
  }))
}

/** What an account says about itself against its last line. */
async function wrongAccounts({ tx }: CheckContext): Promise<Finding[]> {
  const rows = await tx.sql<{
    id: bigint
    balance_minor: bigint
    line_count: bigint
    last_balance: bigint | null
    last_no: bigint | null
  }>(
    `SELECT a.id, a.balance_minor, a.line_count, l.balance_after_minor AS last_balance, l.account_line_no AS last_no
       FROM ledger_account a
       LEFT JOIN LATERAL (
         SELECT x.balance_after_minor, x.account_line_no FROM journal_line x
          WHERE x.account_id = a.id ORDER BY x.account_line_no DESC LIMIT 1) l ON true
      WHERE a.entity_id = $1 AND a.livemode = $2
        AND (a.balance_minor <> coalesce(l.balance_after_minor, 0) OR a.line_count <> coalesce(l.account_line_no, 0))
      ORDER BY a.id LIMIT ${FINDINGS_MAX}`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map((row) => ({
    what: `Account ${row.id} says ${row.balance_minor} after ${row.line_count} lines; its last line says ${row.last_balance ?? 0n} after ${row.last_no ?? 0n}.`,
    refs: [`ledger_account:${row.id}`],
  }))
}
