import { formatMoney } from '#lib/money/format.ts'
import { parseMoney } from '#lib/money/parse.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { Found } from './find-objects.ts'

const HITS_MAX = 6
const AMOUNT = /^(-?[\d.,'’ ]*\d)\s*([A-Za-z]{3})?$/

export type AmountAsked = { readonly currencies: readonly string[]; readonly minors: readonly bigint[] }

/**
 * What somebody typed, as an exact amount in each currency of the books, or in the one they named; null when it is none.
 * Digits alone are an amount only with a currency: they may as well be an id.
 */
export async function amountsTyped(tx: Sql, typed: string): Promise<AmountAsked | null> {
  const [, digits = '', code = ''] = AMOUNT.exec(typed) ?? []
  if (digits === '' || (code === '' && !/[.,]/.test(digits))) return null
  const currencies = code === '' ? await currenciesOfBooks(tx) : [code.toUpperCase()]
  const found = currencies.flatMap((currency) => {
    const money = parseMoney(digits, currency)
    return money === null ? [] : [money]
  })
  if (found.length === 0) return null
  return { currencies: found.map(({ currency }) => currency), minors: found.map(({ minor }) => minor) }
}

async function currenciesOfBooks(tx: Sql): Promise<string[]> {
  const rows = await tx.sql<{ currency: string }>(
    'SELECT DISTINCT currency::text AS currency FROM ledger_account WHERE entity_id = $1 AND livemode = $2 ORDER BY 1 LIMIT 40',
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.map(({ currency }) => currency)
}

const OURS = 'entity_id = $1 AND livemode = $2'
const key = (tx: Sql, { currencies, minors }: AmountAsked) => [
  tx.scope.entityId,
  tx.scope.livemode,
  currencies,
  minors.map(String),
]

/** Settlements that collected exactly this, newest first. */
export async function settlementsOf(tx: Sql, asked: AmountAsked): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; source: string; minor: bigint; currency: string; on: string }>(
    `SELECT id, CASE WHEN invoice_number <> '' THEN invoice_number ELSE source_id END AS source, gross_minor AS minor,
            currency::text AS currency, accounting_on::text AS on
       FROM settlement WHERE ${OURS} AND (currency, gross_minor) IN (SELECT c, m FROM unnest($3::text[], $4::bigint[]) AS a (c, m))
      ORDER BY id DESC LIMIT ${HITS_MAX}`,
    key(tx, asked),
  )
  return rows.map(({ id, source, minor, currency, on }) => ({
    label: `${source} collected ${formatMoney({ minor, currency })}`,
    hint: `settlement, ${on}`,
    href: `/settlements/${id}`,
  }))
}

/** Payouts of exactly this, newest first. */
export async function payoutsOf(tx: Sql, asked: AmountAsked): Promise<Found[]> {
  const lower = { ...asked, currencies: asked.currencies.map((currency) => currency.toLowerCase()) }
  const rows = await tx.sql<{ id: string; account: string; minor: bigint; currency: string; status: string }>(
    `SELECT id, account, amount_minor AS minor, upper(currency::text) AS currency, status
       FROM payout WHERE ${OURS} AND (currency, amount_minor) IN (SELECT c, m FROM unnest($3::text[], $4::bigint[]) AS a (c, m))
      ORDER BY created_at DESC, id LIMIT ${HITS_MAX}`,
    key(tx, lower),
  )
  return rows.map(({ id, account, minor, currency, status }) => ({
    label: `Payout of ${formatMoney({ minor, currency })}`,
    hint: `${id}, ${status.replaceAll('_', ' ')}`,
    href: `/payouts/${account}/${id}`,
  }))
}

/** Proposals over exactly this, newest first. */
export async function proposalsOf(tx: Sql, asked: AmountAsked): Promise<Found[]> {
  const rows = await tx.sql<{ id: string; summary: string; state: string }>(
    `SELECT id, summary, state FROM proposal
      WHERE ${OURS} AND (currency, amount_minor) IN (SELECT c, m FROM unnest($3::text[], $4::bigint[]) AS a (c, m))
      ORDER BY id DESC LIMIT ${HITS_MAX}`,
    key(tx, asked),
  )
  return rows.map(({ id, summary, state }) => ({
    label: summary,
    hint: `proposal, ${state.replaceAll('_', ' ')}`,
    href: `/approvals/${id}`,
  }))
}
