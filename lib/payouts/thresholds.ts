import type { Sql } from '#lib/platform/db.ts'
import { defaultThreshold, type Threshold } from './threshold-model.ts'

export type ThresholdInForce = Threshold & {
  readonly currency: string
  /** 0: nobody has changed it yet. */
  readonly version: number
}

type Row = { currency: string; version: number; absoluteMinor: bigint; perMille: number }

/** The thresholds in force, of every currency that was ever paid out, and of those named. */
export async function readThresholds(tx: Sql, named: readonly string[] = []): Promise<ThresholdInForce[]> {
  const rows = await tx.sql<Row>(
    `SELECT DISTINCT ON (currency) currency, version, absolute_minor AS "absoluteMinor", per_mille AS "perMille"
       FROM payout_threshold WHERE entity_id = $1 AND livemode = $2 ORDER BY currency, version DESC`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  const held = new Map(rows.map((row) => [row.currency, row]))
  const currencies = [...new Set([...named, ...held.keys()])].toSorted()
  return currencies.map((currency) => held.get(currency) ?? { currency, version: 0, ...defaultThreshold(currency) })
}

/** One currency's threshold in force. */
export async function thresholdFor(tx: Sql, currency: string): Promise<ThresholdInForce> {
  const found = (await readThresholds(tx, [currency])).find((one) => one.currency === currency)
  return found ?? { currency, version: 0, ...defaultThreshold(currency) }
}

/** Every currency in which something was paid out, and its threshold. */
export async function thresholdsOfPayouts(tx: Sql): Promise<ThresholdInForce[]> {
  const paid = await tx.sql<{ currency: string }>(
    'SELECT DISTINCT currency FROM payout_tie_out WHERE entity_id = $1 AND livemode = $2',
    [tx.scope.entityId, tx.scope.livemode],
  )
  return readThresholds(
    tx,
    paid.map(({ currency }) => currency),
  )
}
