import type { Metadata } from 'next'
import { GrantList } from '#components/people/grant-list.tsx'
import { InvitationList } from '#components/people/invitation-list.tsx'
import { InviteForm } from '#components/people/invite-form.tsx'
import { PeopleList } from '#components/people/people-list.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { listInvitations, listPeople } from '#lib/people/list-people.ts'
import { pendingGrants } from '#lib/people/propose-roles.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const actor = await requirePermission('settings.read')
  const now = clock.wall()
  const mayManage = can(actor, 'people.manage')
  const { people, invitations, grants } = await read(actor.scope, async (tx) => ({
    people: await listPeople(tx),
    invitations: await listInvitations(tx, now),
    grants: await pendingGrants(tx),
  }))
  return (
    <Page>
      <PageHeader title="People" actions={mayManage ? <InviteForm /> : null}>
        Who can sign in, and what they are trusted with.
      </PageHeader>
      <SettingsTabs current="/settings/people" />
      <PeopleList people={people} me={actor.personId} mayManage={mayManage} now={now.toISOString()} />
      {grants.length === 0 ? null : (
        <Section title="Roles that wait for a second person">
          <GrantList grants={grants} now={clock.now().toISOString()} />
        </Section>
      )}
      {invitations.length === 0 ? null : (
        <Section title="Invited">
          <InvitationList invitations={invitations} mayManage={mayManage} now={now.toISOString()} />
        </Section>
      )}
    </Page>
  )
}
