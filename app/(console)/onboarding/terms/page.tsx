import type { Metadata } from 'next'
import { OnboardingTabs } from '#components/onboarding/onboarding-tabs.tsx'
import { ReviewForm } from '#components/onboarding/review-form.tsx'
import { TemplateDialog } from '#components/onboarding/template-dialog.tsx'
import { TemplateList } from '#components/onboarding/template-list.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readTermsPage } from '#lib/onboarding/read-onboarding-page.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Templates and review' }

export default async function TermsPage() {
  const actor = await requirePermission('onboarding.read')
  const { templates, contracts, current } = await readTermsPage(actor, clock.now())
  const mayChange = can(actor, 'onboarding.settings')
  return (
    <Page>
      <PageHeader
        title="Templates and review"
        actions={mayChange && contracts.length > 0 ? <TemplateDialog contracts={contracts} /> : null}
      >
        The terms sellers are invited with, and what is looked at before their first payment goes out.
      </PageHeader>
      <OnboardingTabs current="/onboarding/terms" />
      <Split
        aside={
          <Section title="First payments">
            <ReviewForm
              key={current.version}
              version={current.version}
              settings={current.settings}
              mayChange={mayChange}
            />
          </Section>
        }
      >
        <Section title="Templates">
          <TemplateList templates={templates} mayChange={mayChange} />
        </Section>
      </Split>
    </Page>
  )
}
