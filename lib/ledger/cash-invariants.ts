import { formatMoney } from '#lib/money/format.ts'
import type { BalanceSnapshot, StripeFunds } from './balance-snapshot.ts'
import { cashAccount } from './chart.ts'
import {
  type CheckContext,
  FINDINGS_MAX,
  type Finding,
  holds,
  type Invariant,
  notComparable,
  type Verdict,
  verdict,
  violated,
} from './invariant-model.ts'

const CASH_CODES = ['stripe_balance', 'stripe_issuing', 'stripe_prefunding', 'stripe_risk_reserved', 'stripe_other']

/** Every mirrored balance transaction is in the ledger, or in the queue on its way there. */
export const cashPosted: Invariant = {
  name: 'cash_posted',
  title: 'Ledger cash is the sum of the mirrored balance transactions',
  check: async (context) => {
    const rows = await ledgerAndMirror(context)
    const findings = rows
      .filter(({ ledger, mirrored, queued }) => ledger !== mirrored - queued)
      .map(({ book, code, currency, ledger, mirrored, queued }) => ({
        what: `${book} ${code} holds ${inWords(ledger, currency)}; the mirror has ${inWords(mirrored, currency)}, of which ${inWords(queued, currency)} wait to be posted.`,
        refs: [],
      }))
    const waiting = rows.reduce((sum, row) => sum + row.queued_count, 0n)
    return verdict(findings.slice(0, FINDINGS_MAX), {
      holds: `${rows.length} cash accounts agree with the mirror; ${waiting} transactions wait to be posted.`,
      violated: 'Cash in the ledger is not what the mirrored balance transactions add up to.',
    })
  },
}

type MirrorRow = {
  book: string
  code: string
  currency: string
  ledger: bigint
  mirrored: bigint
  queued: bigint
  queued_count: bigint
}

function ledgerAndMirror({ tx, entity }: CheckContext): Promise<MirrorRow[]> {
  return tx.sql<MirrorRow>(
    `WITH kinds (balance_type, code) AS (
       VALUES ('payments', 'stripe_balance'), ('issuing', 'stripe_issuing'),
              ('refund_and_dispute_prefunding', 'stripe_prefunding'), ('risk_reserved', 'stripe_risk_reserved')
     ), mirror AS (
       SELECT account, currency, balance_type, sum(net_minor) AS minor FROM balance_transaction
        WHERE entity_id = $1 AND livemode = $2 GROUP BY 1, 2, 3
     ), waiting AS (
       SELECT b.account, b.currency, b.balance_type, sum(b.net_minor) AS minor, count(*) AS count
         FROM posting_queue q
         JOIN balance_transaction b ON b.entity_id = $1 AND b.livemode = $2 AND b.account = q.account AND b.id = q.balance_transaction_id
        WHERE q.entity_id = $1 AND q.livemode = $2 AND NOT EXISTS (
          SELECT FROM journal_entry e WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'balance_transaction'
             AND e.source_account = b.account AND e.source_id = b.id)
        GROUP BY 1, 2, 3
     ), expected AS (
       SELECT CASE WHEN m.account = $3 THEN 'platform' ELSE 'seller:' || m.account END AS book, coalesce(k.code, 'stripe_other') AS code,
              CASE WHEN k.code IS NULL THEN m.balance_type ELSE '' END AS subject, m.currency, m.minor AS mirrored,
              coalesce(w.minor, 0) AS queued, coalesce(w.count, 0) AS queued_count
         FROM mirror m LEFT JOIN kinds k USING (balance_type) LEFT JOIN waiting w USING (account, currency, balance_type)
     ), booked AS (
       SELECT book, code, subject, currency, balance_minor AS ledger FROM ledger_account
        WHERE entity_id = $1 AND livemode = $2 AND code = ANY ($4::text[])
     )
     SELECT book, code, currency, coalesce(ledger, 0) AS ledger, coalesce(mirrored, 0)::bigint AS mirrored,
            coalesce(queued, 0)::bigint AS queued, coalesce(queued_count, 0)::bigint AS queued_count
       FROM expected FULL JOIN booked USING (book, code, subject, currency) ORDER BY book, code, currency`,
    [tx.scope.entityId, tx.scope.livemode, entity.stripeAccount, CASH_CODES],
  )
}

/** What Stripe says an account holds is what the ledger says, in all and split by what is available. */
export function stripeBalance(snapshots: readonly BalanceSnapshot[]): Invariant {
  return {
    name: 'stripe_balance',
    title: 'Ledger cash is Stripe’s balance, per account, currency and balance type',
    check: async (context) => {
      if (snapshots.length === 0) return notComparable('Stripe’s balances were not read in this run.')
      const verdicts: Verdict[] = []
      for (const snapshot of snapshots) verdicts.push(await compareAccount(context, snapshot))
      const findings = verdicts.flatMap((one) => one.findings)
      if (findings.length > 0) return violated('The ledger and Stripe disagree about money held.', findings)
      const open = verdicts.filter(({ outcome }) => outcome === 'not_comparable')
      if (open.length > 0) {
        const reasons = [...new Set(open.map(({ reason }) => reason))].slice(0, 3).join(' ')
        return notComparable(`${open.length} of ${snapshots.length} accounts could not be compared now: ${reasons}`)
      }
      return holds(`${snapshots.length} accounts agree with Stripe, to the unit.`)
    },
  }
}

type Held = { total: bigint; available: bigint }

async function compareAccount(context: CheckContext, snapshot: BalanceSnapshot): Promise<Verdict> {
  const { account, before, after, newest, problem } = snapshot
  if (problem !== '') return notComparable(`${account}: ${problem}`)
  if (
    keyed(before).size !== keyed(after).size ||
    [...keyed(before)].some(([key, held]) => !isSame(held, keyed(after).get(key)))
  ) {
    return notComparable(`${account}: the balance changed while it was read.`)
  }
  const missing = await notPosted(
    context,
    account,
    newest.map(({ id }) => id),
  )
  if (missing > 0n) return notComparable(`${account}: ${missing} of its newest transactions are not posted yet.`)
  const ours = await heldInLedger(context, snapshot)
  const theirs = keyed(after)
  const findings = [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key) =>
    difference(account, key, ours.get(key) ?? NOTHING, theirs.get(key) ?? NOTHING),
  )
  return verdict(findings, { holds: account, violated: account })
}

const NOTHING: Held = { total: 0n, available: 0n }

const isSame = (left: Held, right: Held | undefined) =>
  left.total === right?.total && left.available === right.available

function keyed(funds: readonly StripeFunds[]): ReadonlyMap<string, Held> {
  return new Map(
    funds.map(({ balanceType, currency, availableMinor, pendingMinor }) => [
      `${balanceType} ${currency}`,
      { total: availableMinor + pendingMinor, available: availableMinor },
    ]),
  )
}

function difference(account: string, key: string, ours: Held, theirs: Held): Finding[] {
  const refs = [`account:${account}`]
  const currency = key.slice(key.lastIndexOf(' ') + 1)
  if (ours.total !== theirs.total) {
    const what = `${account}, ${key}: the ledger holds ${inWords(ours.total, currency)}, Stripe ${inWords(theirs.total, currency)}: off by ${inWords(ours.total - theirs.total, currency)}.`
    return [{ what, refs }]
  }
  if (ours.available === theirs.available) return []
  const what = `${account}, ${key}: ${inWords(ours.available, currency)} should be available by now, Stripe says ${inWords(theirs.available, currency)}.`
  return [{ what, refs }]
}

const inWords = (minor: bigint, currency: string) => formatMoney({ minor, currency })

async function notPosted({ tx }: CheckContext, account: string, ids: readonly string[]): Promise<bigint> {
  const [row] = await tx.sql<{ count: bigint }>(
    `SELECT count(*) AS count FROM unnest($4::text[]) AS t (id)
      WHERE NOT EXISTS (SELECT FROM journal_entry e WHERE e.entity_id = $1 AND e.livemode = $2
              AND e.source_kind = 'balance_transaction' AND e.source_account = $3 AND e.source_id = t.id)
        AND NOT EXISTS (SELECT FROM balance_transaction b WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = $3
              AND b.id = t.id AND b.amount_minor = 0 AND b.fee_minor = 0 AND b.net_minor = 0)`,
    [tx.scope.entityId, tx.scope.livemode, account, ids],
  )
  return row?.count ?? 0n
}

/** The ledger's cash at the snapshot's watermark: what was posted of newer transactions is taken out again. */
async function heldInLedger(
  { tx, entity }: CheckContext,
  snapshot: BalanceSnapshot,
): Promise<ReadonlyMap<string, Held>> {
  const { account, takenAt, newest } = snapshot
  const rows = await tx.sql<{
    code: string
    subject: string
    balance_type: string | null
    currency: string
    total: bigint
    pending: bigint
  }>(
    `WITH recent AS (
       SELECT b.balance_type, b.reporting_category, b.currency, b.net_minor, b.available_on,
              b.created_at > $4::timestamptz OR (b.created_at = $4::timestamptz AND b.id <> ALL ($5::text[])) AS is_newer
         FROM balance_transaction b
        WHERE b.entity_id = $1 AND b.livemode = $2 AND b.account = $3
          AND (b.created_at >= $4::timestamptz OR b.available_on > $6::timestamptz)
          AND EXISTS (SELECT FROM journal_entry e WHERE e.entity_id = $1 AND e.livemode = $2 AND e.source_kind = 'balance_transaction'
                AND e.source_account = b.account AND e.source_id = b.id)
     ), posted AS (
       SELECT balance_type, currency, sum(net_minor) FILTER (WHERE is_newer) AS newer,
              sum(net_minor) FILTER (WHERE available_on > $6::timestamptz AND NOT is_newer) AS pending
         FROM recent GROUP BY 1, 2
       UNION ALL
       SELECT 'connect_reserved', currency, -sum(net_minor) FILTER (WHERE is_newer), NULL
         FROM recent WHERE reporting_category = 'connect_reserved_funds' GROUP BY 2
     )
     SELECT a.code, a.subject, p.balance_type, a.currency, (a.balance_minor - coalesce(p.newer, 0))::bigint AS total,
            coalesce(p.pending, 0)::bigint AS pending
       FROM ledger_account a
       LEFT JOIN posted p ON p.currency = a.currency AND p.balance_type = CASE a.code
         WHEN 'stripe_balance' THEN 'payments' WHEN 'stripe_issuing' THEN 'issuing'
         WHEN 'stripe_prefunding' THEN 'refund_and_dispute_prefunding' WHEN 'stripe_risk_reserved' THEN 'risk_reserved'
         WHEN 'stripe_connect_reserved' THEN 'connect_reserved'
         ELSE a.subject END
      WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = $7 AND a.code = ANY ($8::text[])`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      account,
      (newest[0]?.createdAt ?? takenAt).toISOString(),
      newest.map(({ id }) => id),
      takenAt.toISOString(),
      account === entity.stripeAccount ? 'platform' : `seller:${account}`,
      [...CASH_CODES, 'stripe_connect_reserved'],
    ],
  )
  return new Map(
    rows.map(({ code, subject, currency, total, pending }) => [
      `${balanceTypeOf(code, subject)} ${currency}`,
      { total, available: total - pending },
    ]),
  )
}

function balanceTypeOf(code: string, subject: string): string {
  if (code === 'stripe_connect_reserved') return 'connect_reserved'
  const known = ['payments', 'issuing', 'refund_and_dispute_prefunding', 'risk_reserved']
  return known.find((type) => cashAccount(type).code === code) ?? subject
}
