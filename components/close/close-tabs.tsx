import { LinkTabs } from '#components/ui/link-tabs.tsx'

const TABS = [
  { href: '/close', label: 'Months' },
  { href: '/close/days', label: 'Days' },
  { href: '/close/aged', label: 'Clearing by age' },
  { href: '/close/exports', label: 'Export batches' },
  { href: '/close/found', label: 'Found money' },
] as const

export function CloseTabs({ current }: { readonly current: (typeof TABS)[number]['href'] }) {
  return <LinkTabs label="Close" tabs={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
}
