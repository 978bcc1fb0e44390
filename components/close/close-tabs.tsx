import { LinkTabs } from '#components/ui/link-tabs.tsx'

const TABS = [
  { href: '/close', label: 'Months' },
  { href: '/close/exports', label: 'Export batches' },
] as const

export function CloseTabs({ current }: { readonly current: (typeof TABS)[number]['href'] }) {
  return <LinkTabs label="Close" tabs={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
}
