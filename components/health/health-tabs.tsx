import { LinkTabs } from '#components/ui/link-tabs.tsx'

const TABS = [
  { href: '/health', label: 'Alerts' },
  { href: '/health/detectors', label: 'Detectors' },
  { href: '/health/weights', label: 'Weights' },
] as const

/** The pages about the health of sellers. */
export function HealthTabs({ current }: { readonly current: (typeof TABS)[number]['href'] }) {
  return <LinkTabs label="Health" tabs={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
}
