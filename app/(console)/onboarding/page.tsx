import type { Metadata } from 'next'
import { parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { DaysFunnel } from '#components/onboarding/days-funnel.tsx'
import { InviteDialog } from '#components/onboarding/invite-dialog.tsx'
import { InviteListDialog } from '#components/onboarding/invite-list-dialog.tsx'
import { OnboardingTable } from '#components/onboarding/onboarding-table.tsx'
import { OnboardingTabs } from '#components/onboarding/onboarding-tabs.tsx'
import { StateFigures } from '#components/onboarding/state-figures.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readOnboardingPage } from '#lib/onboarding/read-onboarding-page.ts'
import { SHOWN_STATES } from '#lib/onboarding/state-model.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Onboarding' }

const loadQuery = createListLoader({
  state: parseAsStringLiteral(SHOWN_STATES),
  stuck: parseAsStringLiteral(['stuck']),
})

export default async function OnboardingPage({ searchParams }: PageProps<'/onboarding'>) {
  const actor = await requirePermission('onboarding.read')
  const query = await loadQuery(searchParams)
  const { page, counts, live, templates } = await readOnboardingPage(actor, query, clock.now())
  const mayInvite = can(actor, 'onboarding.work')
  return (
    <Page>
      <PageHeader
        title="Onboarding"
        actions={
          mayInvite && templates.length > 0 ? (
            <>
              <InviteListDialog />
              <InviteDialog templates={templates} currency={actor.entity.functionalCurrency} />
            </>
          ) : null
        }
      >
        Sellers on the way in: invitation, account at Stripe, terms, checks, first payment.
        {live.medianDays === null
          ? ''
          : ` Half of them are paid within ${live.medianDays.toLocaleString('en', { maximumFractionDigits: 1 })} days.`}
      </PageHeader>
      <OnboardingTabs current="/onboarding" />
      {mayInvite && templates.length === 0 ? (
        <Banner tone="warn" title="Nobody can be invited yet">
          There are no terms to invite with: make a template on{' '}
          <TextLink href="/onboarding/terms">Templates and review</TextLink>.
        </Banner>
      ) : null}
      <StateFigures {...counts} current={query.state} isStuck={query.stuck === 'stuck'} />
      <Section title="Days to live">
        <DaysFunnel {...live} />
      </Section>
      <OnboardingTable page={page} />
    </Page>
  )
}
