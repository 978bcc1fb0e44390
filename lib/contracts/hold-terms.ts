import type { Sql } from '#lib/platform/db.ts'
import type { FxBearer, Terms } from './model.ts'

type HoldTerms = Pick<Terms, 'holdDays' | 'reserveBps' | 'reserveDays' | 'debitDelayDays'>

/** Who bears differences of rates, by contract version; versions where the platform does are left out. */
export async function fxBearersOf(tx: Sql, versionIds: readonly string[]): Promise<ReadonlyMap<string, FxBearer>> {
  const rows = await tx.sql<{ id: string; fxBearer: FxBearer }>(
    `SELECT id, fx_bearer AS "fxBearer" FROM contract_version WHERE id = ANY($1::text[]) AND fx_bearer <> 'platform'`,
    [[...new Set(versionIds)]],
  )
  return new Map(rows.map(({ id, fxBearer }) => [id, fxBearer]))
}

/** What some contract versions say about waiting, by version; those that let nothing wait are left out. */
export async function holdTermsOf(tx: Sql, versionIds: readonly string[]): Promise<ReadonlyMap<string, HoldTerms>> {
  const ids = [...new Set(versionIds)].filter((id) => id !== '')
  if (ids.length === 0) return new Map()
  const rows = await tx.sql<HoldTerms & { id: string }>(
    `SELECT id, debit_delay_days AS "debitDelayDays", hold_days AS "holdDays", reserve_bps AS "reserveBps", reserve_days AS "reserveDays" FROM contract_version
      WHERE id = ANY($1::text[]) AND (hold_days > 0 OR reserve_days > 0 OR debit_delay_days > 0)`,
    [ids],
  )
  return new Map(rows.map(({ id, ...terms }) => [id, terms]))
}
