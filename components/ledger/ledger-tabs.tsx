import { LinkTabs } from '#components/ui/link-tabs.tsx'

const TABS = [
  { href: '/ledger', label: 'Trial balance' },
  { href: '/ledger/accounts', label: 'Accounts' },
  { href: '/ledger/journals', label: 'Journals' },
  { href: '/ledger/invariants', label: 'Promises' },
] as const

/** The ways into the ledger. */
export function LedgerTabs({ current }: { readonly current: (typeof TABS)[number]['href'] }) {
  return <LinkTabs label="Ledger" tabs={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
}
