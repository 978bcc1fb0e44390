import type { Sql } from '#lib/platform/db.ts'

export type Tally = { readonly count: number; readonly sum: bigint }

export type Difference = {
  /** Day and currency. */
  readonly key: string
  readonly stripe: Tally
  readonly ours: Tally
  readonly missing: readonly string[]
  readonly surplus: readonly string[]
}

export const tallyKey = (day: string, currency: string): string => `${day} ${currency}`.trimEnd()

type Place = {
  readonly run: { readonly id: string }
  readonly account: string
  readonly list: { readonly kind: string }
}

type Found = {
  readonly stripe: ReadonlyMap<string, Tally>
  readonly ours: ReadonlyMap<string, Tally>
  readonly differences: readonly Difference[]
  readonly missing: readonly string[]
}

type Row = {
  day: string
  currency: string
  stripe: Tally
  ours: Tally
  missing: readonly string[]
  surplus: readonly string[]
}

/** Keeps a list's totals per currency, and a row for every day that does not agree. An earlier check of the run is replaced. */
export async function storeCheck(tx: Sql, { run, account, list }: Place, found: Found, at: Date): Promise<void> {
  const rows = [...totalsOf(found), ...found.differences.map(dayRow)]
  await tx.exec('DELETE FROM backfill_check WHERE run_id = $1 AND account = $2 AND kind = $3', [
    run.id,
    account,
    list.kind,
  ])
  for (const row of rows) {
    await tx.exec(
      `INSERT INTO backfill_check (run_id, account, kind, currency, day, entity_id, livemode, stripe_count, our_count, stripe_sum,
         our_sum, missing, surplus, checked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::text::timestamptz)`,
      [
        run.id,
        account,
        list.kind,
        row.currency,
        row.day,
        tx.scope.entityId,
        tx.scope.livemode,
        row.stripe.count,
        row.ours.count,
        row.stripe.sum,
        row.ours.sum,
        [...row.missing],
        [...row.surplus],
        at.toISOString(),
      ],
    )
  }
}

function totalsOf({ stripe, ours, missing }: Found): Row[] {
  const currencies = new Set([...stripe.keys(), ...ours.keys()].map(currencyOf))
  return [...currencies].map((currency, index) => ({
    day: '',
    currency,
    stripe: sumOf(stripe, currency),
    // Lists of which only ids are compared hold what Stripe holds once the missing ones were fetched.
    ours: ours.size === 0 ? sumOf(stripe, currency) : sumOf(ours, currency),
    missing: index === 0 ? missing : [],
    surplus: [],
  }))
}

const dayRow = ({ key, ...row }: Difference): Row => ({
  day: key.split(' ')[0] ?? '',
  currency: currencyOf(key),
  ...row,
})

const currencyOf = (key: string): string => key.split(' ')[1] ?? ''

function sumOf(tallies: ReadonlyMap<string, Tally>, currency: string): Tally {
  let count = 0
  let sum = 0n
  for (const [key, tally] of tallies) {
    if (currencyOf(key) !== currency) continue
    count += tally.count
    sum += tally.sum
  }
  return { count, sum }
}
