import type { Metadata } from 'next'
import { GoLiveButton } from '#components/approvals/go-live-button.tsx'
import { PauseButton } from '#components/approvals/pause-button.tsx'
import { PauseReport } from '#components/approvals/pause-report.tsx'
import { ReleasePauseDialog } from '#components/approvals/release-pause-dialog.tsx'
import { SettingsTabs } from '#components/people/settings-tabs.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { getPolicy } from '#lib/approvals/get-policy.ts'
import { listInFlight } from '#lib/approvals/in-flight.ts'
import { wordsOfRules } from '#lib/approvals/rules-words-model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { automaticPayouts } from '#lib/treasury/stripe-goes-on.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const actor = await requirePermission('settings.read')
  const { entity } = actor
  const { version, rules, approvedWaiting, inFlight, goingOn } = await read(actor.scope, async (tx) => ({
    ...(await getPolicy(tx, entity, clock.now())),
    inFlight: await listInFlight(tx),
    goingOn: await automaticPayouts(tx),
  }))
  const isPaused = entity.pausedAt !== null
  return (
    <Page>
      <PageHeader
        title="Settings"
        actions={
          can(actor, 'settings.manage') ? (
            <>
              {entity.goLiveAt === null ? <GoLiveButton name={entity.name} /> : null}
              {isPaused ? <ReleasePauseDialog waiting={approvedWaiting} /> : <PauseButton />}
            </>
          ) : null
        }
      >
        {`How ${entity.name} is set up, and what the policy asks for.`}
      </PageHeader>
      <SettingsTabs current="/settings" />
      {isPaused ? (
        <Banner tone="warn" title="All executions are paused">
          {`Since ${day(entity.pausedAt)}. ${approvedWaiting} approved proposals wait until two people release the pause.`}
        </Banner>
      ) : null}
      {isPaused ? (
        <Section title="What the pause does not stop">
          <PauseReport inFlight={inFlight} goingOn={goingOn} />
        </Section>
      ) : null}
      <Section title="Entity">
        <Facts
          facts={[
            { label: 'Name', value: entity.name },
            { label: 'Stripe account', value: <CopyId id={entity.stripeAccount} noun="Stripe account" /> },
            { label: 'Mode', value: entity.livemode ? 'live money' : 'test money' },
            { label: 'Functional currency', value: entity.functionalCurrency },
            { label: 'Book time zone', value: entity.bookTimeZone },
            {
              label: 'Go-live',
              value: entity.goLiveAt === null ? 'not live: everything is only observed' : day(entity.goLiveAt),
            },
            {
              label: 'Automatic execution',
              value: entity.automaticSince === null ? 'not released' : `released since ${day(entity.automaticSince)}`,
            },
            {
              label: 'Metadata fields',
              value: Object.values(entity.metadataKeys).join(', '),
            },
          ]}
        />
      </Section>
      <Section title={`Policy, version ${version}`}>
        <Facts facts={wordsOfRules(rules, entity.functionalCurrency)} />
        <p className="pt-2 text-sm">
          <TextLink href="/settings/policy">Change the policy</TextLink>
        </p>
      </Section>
    </Page>
  )
}

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? ''
