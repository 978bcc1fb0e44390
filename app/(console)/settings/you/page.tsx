import type { Metadata } from 'next'
import { OwnPasswordForm } from '#components/people/own-password-form.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'

export const metadata: Metadata = { title: 'You' }

export default async function YouPage() {
  const actor = await requirePermission('self.manage')
  return (
    <Page>
      <PageHeader title="You">Who you are here, and how you sign in.</PageHeader>
      <SettingsTabs current="/settings/you" />
      <Section title="Sign-in">
        <Facts
          facts={[
            { label: 'Name', value: actor.name },
            { label: 'Address', value: actor.email },
            { label: 'Roles', value: actor.roles.join(', ') },
          ]}
        />
      </Section>
      <Section title="Password">
        <OwnPasswordForm />
      </Section>
    </Page>
  )
}
