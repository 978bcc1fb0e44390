import { LinkTabs } from '#components/ui/link-tabs.tsx'

const TABS = [
  { href: '/onboarding', label: 'On the way in' },
  { href: '/onboarding/terms', label: 'Templates and review' },
] as const

/** The pages about sellers on the way in. */
export function OnboardingTabs({ current }: { readonly current: (typeof TABS)[number]['href'] }) {
  return <LinkTabs label="Onboarding" tabs={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
}
