import { LinkTabs } from '#components/ui/link-tabs.tsx'

/** The sections of the settings. */
export function SettingsTabs({ current }: { readonly current: '/settings' | '/settings/people' | '/settings/you' }) {
  return (
    <LinkTabs
      label="Settings"
      tabs={[
        { href: '/settings', label: 'Entity and policy', current: current === '/settings' },
        { href: '/settings/people', label: 'People', current: current === '/settings/people' },
        { href: '/settings/you', label: 'You', current: current === '/settings/you' },
      ]}
    />
  )
}
