import type { Metadata } from 'next'
import { ApproverTable } from '#components/approvals/approver-table.tsx'
import { DelegateDialog } from '#components/approvals/delegate-dialog.tsx'
import { DelegationList } from '#components/approvals/delegation-list.tsx'
import { ReleaseList } from '#components/approvals/release-list.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { approverStatistics } from '#lib/approvals/approver-statistics.ts'
import { listDelegations } from '#lib/approvals/delegation.ts'
import { openReleases } from '#lib/approvals/seller-release.ts'
import { listPeople } from '#lib/people/list-people.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Approvers' }

export default async function ApproversPage() {
  const actor = await requirePermission('settings.read')
  const at = clock.now()
  const now = at.toISOString()
  const { statistics, releases, delegations, people } = await read(actor.scope, async (tx) => ({
    statistics: await approverStatistics(tx, at),
    releases: await openReleases(tx, at),
    delegations: await listDelegations(tx, at),
    people: await listPeople(tx),
  }))
  const others = people.filter(({ id, state }) => id !== actor.personId && state === 'active')
  return (
    <Page>
      <PageHeader
        title="Approvers"
        actions={
          can(actor, 'approvals.decide') ? (
            <DelegateDialog people={others.map(({ id, name }) => ({ id, name }))} today={now.slice(0, 10)} />
          ) : null
        }
      >
        Who decides, in whose place, how, and for whom nobody needs to.
      </PageHeader>
      <SettingsTabs current="/settings/approvers" />
      <Section title="How people decided in the last 90 days">
        <ApproverTable rows={statistics} />
      </Section>
      <Section title="Delegations">
        <DelegationList delegations={delegations} me={actor.personId} isAdmin={can(actor, 'settings.manage')} />
      </Section>
      <Section title="Released sellers">
        <ReleaseList releases={releases} mayRevoke={can(actor, 'sellers.hold')} now={now} />
      </Section>
    </Page>
  )
}
