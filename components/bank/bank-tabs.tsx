import { LinkTabs } from '#components/ui/link-tabs.tsx'

/** The parts of the Bank page: what comes from beside Stripe. */
export function BankTabs({ current }: { readonly current: '/bank' | '/bank/lines' | '/bank/records' }) {
  return (
    <LinkTabs
      label="Bank"
      tabs={[
        { href: '/bank', label: 'Accounts and statements', current: current === '/bank' },
        { href: '/bank/lines', label: 'Lines', current: current === '/bank/lines' },
        { href: '/bank/records', label: 'Order records', current: current === '/bank/records' },
      ]}
    />
  )
}
