const PATHS: Readonly<Record<string, string>> = {
  proposal: '/approvals',
  settlement: '/settlements',
  seller: '/sellers',
  contract: '/contracts',
  ledger_account: '/ledger/accounts',
  journal_entry: '/ledger/entries',
  event: '/events',
  person: '/settings/people',
  opening_sheet: '/settings/cutover',
  adjustment: '/adjustments',
  payout: '/payouts',
  payout_threshold: '/payouts/thresholds',
  settlement_run: '/runs',
  ticket: '/tickets',
  inbox: '/inbox',
  journal: '/ledger/journals',
  period: '/close',
  day: '/close/days',
  journal_batch: '/close/exports',
  message: '/messages',
  variance: '/variances',
  policy: '/policies',
  alert: '/health',
  seller_sales: '/settlements',
  dispute: '/disputes',
  early_fraud_warning: '/disputes',
}

/** Kinds whose page shows all of them. */
const WITHOUT_ID = new Set(['person', 'opening_sheet', 'payout_threshold', 'journal_batch', 'policy'])

/**
 * Where an object of a kind lives, or null when it has no page.
 * An event's id is `account/evt_…`, a payout's `account/po_…`: both parts are in its address.
 */
export function hrefFor(kind: string, id: string): string | null {
  const path = PATHS[kind]
  if (path === undefined) return null
  if (kind === 'seller_sales') return `${path}?seller=${encodeURIComponent(id)}`
  if (kind === 'adjustment') return `${path}?q=${encodeURIComponent(id)}`
  if (WITHOUT_ID.has(kind)) return path
  return `${path}/${id.split('/').map(encodeURIComponent).join('/')}`
}
