import { type Finding, type Invariant, verdict } from '#lib/ledger/invariant-model.ts'
import { formatMoney } from '#lib/money/format.ts'

const BY_CURRENCY = `
WITH said AS (
  SELECT s.currency, l.deferred_minor AS minor FROM settlement_line l JOIN settlement s ON s.id = l.settlement_id
   WHERE l.entity_id = $1 AND l.earned_from IS NOT NULL AND s.livemode = $2
  UNION ALL
  SELECT currency, -amount_minor FROM commission_release WHERE entity_id = $1 AND livemode = $2
), booked AS (
  SELECT a.currency, -l.amount_minor AS minor FROM ledger_account a JOIN journal_line l ON l.account_id = a.id
    JOIN journal_entry e ON e.id = l.entry_id AND e.source_kind <> 'approved_journal'
   WHERE a.entity_id = $1 AND a.livemode = $2 AND a.book = 'platform' AND a.code = 'deferred_commission'
)
SELECT coalesce(x.currency, y.currency)::text AS currency, coalesce(x.minor, 0)::bigint AS said, coalesce(y.minor, 0)::bigint AS booked
  FROM (SELECT currency, sum(minor) AS minor FROM said GROUP BY 1) x
  FULL JOIN (SELECT currency, sum(minor) AS minor FROM booked GROUP BY 1) y ON y.currency = x.currency`

/** Deferred commission in the books is what settlements deferred and no day released; people's journals left out. */
export const deferredCommission: Invariant = {
  name: 'deferred_commission',
  title: 'Deferred commission is what settlements deferred and no day has earned yet',
  check: async ({ tx }) => {
    const rows = await tx.sql<{ currency: string; said: bigint; booked: bigint }>(BY_CURRENCY, [
      tx.scope.entityId,
      tx.scope.livemode,
    ])
    const money = (minor: bigint, currency: string) => formatMoney({ minor, currency })
    const findings: Finding[] = rows
      .filter(({ said, booked }) => said !== booked)
      .map(({ currency, said, booked }) => ({
        what: `Lines and releases leave ${money(said, currency)}, the books hold ${money(booked, currency)}.`,
        refs: ['ledger_account:deferred_commission'],
      }))
    const left = rows.map(({ said, currency }) => money(said, currency)).join(', ')
    return verdict(findings, {
      holds: rows.length === 0 ? 'No contract defers commission.' : `Not earned yet: ${left}.`,
      violated: 'Deferred commission and settlements disagree.',
    })
  },
}
