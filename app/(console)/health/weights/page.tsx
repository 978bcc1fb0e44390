import type { Metadata } from 'next'
import { HealthTabs } from '#components/health/health-tabs.tsx'
import { SettingsVersions } from '#components/health/settings-versions.tsx'
import { WeightsForm } from '#components/health/weights-form.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { listSettings } from '#lib/health/settings.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'How sellers are scored' }

export default async function WeightsPage() {
  const actor = await requirePermission('health.read')
  const versions = await read(actor.scope, listSettings)
  const [current] = versions
  return (
    <Page>
      <PageHeader title="How sellers are scored">
        A hundred points, less what each component takes. What is not known, or rests on too little, takes nothing.
      </PageHeader>
      <HealthTabs current="/health/weights" />
      <Split
        aside={
          <Section title="Versions">
            <SettingsVersions
              versions={versions}
              now={clock.now().toISOString()}
              timeZone={actor.entity.bookTimeZone}
            />
          </Section>
        }
      >
        <WeightsForm
          key={current.version}
          version={current.version}
          settings={current.settings}
          canChange={can(actor, 'health.settings')}
        />
      </Split>
    </Page>
  )
}
