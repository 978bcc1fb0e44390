import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import type { Sql } from '#lib/platform/db.ts'
import { lastBeat } from '#lib/platform/worker-beat.ts'
import { type SourceState, sourceState } from './freshness-model.ts'

type Row = {
  events: Date | null
  transactions: Date | null
  payouts: Date | null
  balance: Date | null
  records: Date | null
  rates: string | null
  foreign: boolean
}
type Bank = { name: string; on: string | null }

/**
 * When every source was last heard of, by look-ups on indexes alone. Of what is read per account, the account that was not read
 * for longest counts.
 */
export async function freshness(tx: Sql, { functionalCurrency }: Entity, at: Date): Promise<SourceState[]> {
  const [row] = await tx.sql<Row>(
    `SELECT (SELECT received_at FROM stripe_event WHERE entity_id = $1 AND livemode = $2 ORDER BY received_at DESC, id DESC LIMIT 1) AS events,
            (SELECT min(swept_at) FROM sweep_cursor WHERE entity_id = $1 AND livemode = $2 AND kind = 'balance_transaction') AS transactions,
            (SELECT min(swept_at) FROM sweep_cursor WHERE entity_id = $1 AND livemode = $2 AND kind = 'payout') AS payouts,
            (SELECT read_at FROM stripe_reading WHERE entity_id = $1 AND livemode = $2) AS balance,
            (SELECT imported_at FROM seller_record_file WHERE entity_id = $1 AND livemode = $2 AND state = 'imported'
              ORDER BY id DESC LIMIT 1) AS records,
            (SELECT max("on")::text FROM fx_rate WHERE entity_id = $1 AND quote = $3) AS rates,
            EXISTS (SELECT FROM ledger_account WHERE entity_id = $1 AND livemode = $2 AND book = 'platform' AND currency <> $3
              AND balance_minor <> 0) AS foreign`,
    [tx.scope.entityId, tx.scope.livemode, functionalCurrency],
  )
  const banks = await tx.sql<Bank>(
    `SELECT b.name, f.last_on::text AS on FROM bank_account b
       LEFT JOIN LATERAL (SELECT last_on FROM bank_file WHERE bank_account_id = b.id AND state = 'imported' AND last_on IS NOT NULL
                           ORDER BY last_on DESC LIMIT 1) f ON true
      WHERE b.entity_id = $1 AND b.livemode = $2 ORDER BY b.name, b.id`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  const iso = (instant: Date | null | undefined) => instant?.toISOString() ?? null
  // A worker beats in real time; its age is the same by every clock.
  const beat = await lastBeat(tx)
  const beatAt = beat === null ? null : new Date(at.getTime() - clock.wall().getTime() + beat.getTime())
  return [
    sourceState({ kind: 'worker', seenAt: iso(beatAt), now: at }),
    sourceState({ kind: 'events', seenAt: iso(row?.events), now: at }),
    sourceState({ kind: 'balance_transactions', seenAt: iso(row?.transactions), now: at }),
    sourceState({ kind: 'payouts', seenAt: iso(row?.payouts), now: at }),
    sourceState({ kind: 'balance', seenAt: iso(row?.balance), now: at }),
    ...(banks.length === 0 ? [sourceState({ kind: 'bank', seenAt: null, now: at })] : []),
    ...banks.map(({ name, on }) => sourceState({ kind: 'bank', seenAt: on, detail: name, now: at })),
    sourceState({ kind: 'records', seenAt: iso(row?.records), now: at }),
    // Books in one currency need no rates.
    ...(row?.foreign === true ? [sourceState({ kind: 'rates', seenAt: row.rates, now: at })] : []),
  ]
}
