import { LinkTabs } from '#components/ui/link-tabs.tsx'

/** The sections of the settings. */
export function SettingsTabs({
  current,
}: {
  readonly current:
    | '/settings'
    | '/settings/policy'
    | '/settings/approvers'
    | '/settings/people'
    | '/settings/keys'
    | '/settings/notices'
    | '/settings/cutover'
    | '/settings/you'
}) {
  return (
    <LinkTabs
      label="Settings"
      tabs={[
        { href: '/settings', label: 'Entity', current: current === '/settings' },
        { href: '/settings/policy', label: 'Policy', current: current === '/settings/policy' },
        { href: '/settings/approvers', label: 'Approvers', current: current === '/settings/approvers' },
        { href: '/settings/people', label: 'People', current: current === '/settings/people' },
        { href: '/settings/keys', label: 'API keys', current: current === '/settings/keys' },
        { href: '/settings/notices', label: 'Notices', current: current === '/settings/notices' },
        { href: '/settings/cutover', label: 'Cut-over', current: current === '/settings/cutover' },
        { href: '/settings/you', label: 'You', current: current === '/settings/you' },
      ]}
    />
  )
}
