import { LinkTabs } from '#components/ui/link-tabs.tsx'

/** The sections of the settings. */
export function SettingsTabs({ current }: { readonly current: '/settings' | '/settings/people' }) {
  return (
    <LinkTabs
      label="Settings"
      tabs={[
        { href: '/settings', label: 'Entity and policy', current: current === '/settings' },
        { href: '/settings/people', label: 'People', current: current === '/settings/people' },
      ]}
    />
  )
}
