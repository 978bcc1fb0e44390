import { decimalAmount } from '../core/currency.ts'
import type { BalanceTransactionRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'

/** The part of a run's parameters that narrows its rows. */
export type Interval = { start: number; end: number; currency?: string; payout?: string }

type Row = Readonly<Record<string, string>>
type Table = {
  readonly columns: readonly string[]
  readonly rows: (world: World, account: string, interval: Interval) => Row[]
}

const ITEM_COLUMNS = [
  'automatic_payout_id',
  'automatic_payout_effective_at_utc',
  'balance_transaction_id',
  'created_utc',
  'available_on_utc',
  'currency',
  'gross',
  'fee',
  'net',
  'reporting_category',
  'source_id',
  'description',
  'charge_id',
  'payment_intent_id',
  'transfer_group',
]
const SUM_COLUMNS = ['reporting_category', 'currency', 'count', 'gross', 'fee', 'net']

/** Report types as docs.stripe.com/reports/report-types names them; times are UTC, amounts in major units. */
export const REPORTS: Readonly<Record<string, Table>> = {
  'payout_reconciliation.itemized.5': { columns: ITEM_COLUMNS, rows: paidOut },
  'payout_reconciliation.by_id.itemized.4': { columns: ITEM_COLUMNS, rows: paidOut },
  'payout_reconciliation.summary.1': {
    columns: SUM_COLUMNS,
    rows: (...asked) => summed(transactionsPaidOut(...asked)),
  },
  'connected_account_payout_reconciliation.itemized.3': { columns: ITEM_COLUMNS, rows: paidOut },
  'balance_change_from_activity.itemized.3': {
    columns: ITEM_COLUMNS,
    rows: (...asked) => activity(...asked).map((one) => itemOf(asked[0], asked[1], one)),
  },
  'balance_change_from_activity.summary.1': { columns: SUM_COLUMNS, rows: (...asked) => summed(activity(...asked)) },
  'ending_balance_reconciliation.summary.1': { columns: SUM_COLUMNS, rows: (...asked) => summed(unpaid(...asked)) },
}

/** The report as a CSV file, header first. */
export function reportCsv(
  world: World,
  account: string,
  type: string,
  wanted: readonly string[],
  interval: Interval,
): string {
  const table = REPORTS[type]
  const columns = wanted.length > 0 ? wanted : (table?.columns ?? [])
  const rows = table?.rows(world, account, interval) ?? []
  const lines = [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
  return `${lines.map((cells) => cells.map(cell).join(',')).join('\n')}\n`
}

const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

function paidOut(world: World, account: string, interval: Interval): Row[] {
  return transactionsPaidOut(world, account, interval).map((one) => itemOf(world, account, one))
}

/** What automatic payouts within the interval paid out, the payouts' own lines left out. */
function transactionsPaidOut(world: World, account: string, { start, end, currency, payout }: Interval) {
  const payouts = world.store
    .all('payout', account, payout === undefined ? {} : { id: payout })
    .filter(({ id }) => payout === undefined || id === payout)
    .filter((one) => one.automatic && one.arrival_date >= start && one.arrival_date < end)
  return payouts
    .filter((one) => currency === undefined || one.currency === currency)
    .flatMap(({ id }) => world.store.all('balance_transaction', account, { payout: id }))
    .filter(({ type }) => type !== 'payout')
}

function activity(world: World, account: string, { start, end, currency }: Interval): BalanceTransactionRow[] {
  return world.store
    .all('balance_transaction', account, { created: { gte: start, lt: end }, currency })
    .filter(({ reporting_category }) => !/^payout/.test(reporting_category))
}

/** What is in the balance that is paid out, at the end: everything not paid out by then, and not what is held in reserve. */
function unpaid(world: World, account: string, { end, currency }: Interval): BalanceTransactionRow[] {
  return world.store
    .all('balance_transaction', account, { created: { lt: end }, currency })
    .filter(({ balance_type }) => balance_type === 'payments')
}

function itemOf(world: World, account: string, one: BalanceTransactionRow): Row {
  const charge = one.source?.match(/^(ch|py)_/) ? world.store.find('charge', account, one.source) : undefined
  const payout = one._payout === null ? undefined : world.store.find('payout', account, one._payout)
  return {
    automatic_payout_id: payout?.id ?? '',
    automatic_payout_effective_at_utc: payout === undefined ? '' : utc(payout.arrival_date),
    balance_transaction_id: one.id,
    created_utc: utc(one.created),
    available_on_utc: utc(one.available_on),
    currency: one.currency,
    gross: decimalAmount(one.amount, one.currency),
    fee: decimalAmount(one.fee, one.currency),
    net: decimalAmount(one.net, one.currency),
    reporting_category: one.reporting_category,
    source_id: one.source ?? '',
    description: one.description ?? '',
    charge_id: charge?.id ?? '',
    payment_intent_id: charge?.payment_intent ?? '',
    transfer_group: charge?.transfer_group ?? '',
  }
}

function summed(transactions: readonly BalanceTransactionRow[]): Row[] {
  const groups = Object.groupBy(transactions, (one) => `${one.reporting_category} ${one.currency}`)
  return Object.values(groups).flatMap((group = []) => {
    const [first] = group
    if (first === undefined) return []
    const total = (of: 'amount' | 'fee' | 'net') =>
      decimalAmount(
        group.reduce((sum, one) => sum + one[of], 0),
        first.currency,
      )
    return [
      {
        reporting_category: first.reporting_category,
        currency: first.currency,
        count: String(group.length),
        gross: total('amount'),
        fee: total('fee'),
        net: total('net'),
      },
    ]
  })
}

const utc = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
