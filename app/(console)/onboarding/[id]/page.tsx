import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CheckTable } from '#components/onboarding/check-table.tsx'
import { FirstSales } from '#components/onboarding/first-sales.tsx'
import { InvitationFacts } from '#components/onboarding/invitation-facts.tsx'
import { OnboardingWork } from '#components/onboarding/onboarding-work.tsx'
import { RoundList } from '#components/onboarding/round-list.tsx'
import { StepList } from '#components/onboarding/step-list.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { getOnboarding } from '#lib/onboarding/get-onboarding.ts'
import { stateLook } from '#lib/onboarding/state-model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Seller on the way in' }

export default async function OnboardingDetailPage({ params }: PageProps<'/onboarding/[id]'>) {
  const actor = await requirePermission('onboarding.read')
  const { id } = await params
  const at = clock.now()
  const found = await read(actor.scope, (tx) => getOnboarding(tx, id, at))
  if (found === null) notFound()
  const moment = { now: at.toISOString(), timeZone: actor.entity.bookTimeZone }
  const look = stateLook(found.state)
  const mayWork = can(actor, 'onboarding.work')
  return (
    <Page>
      <PageHeader
        title={found.name}
        aside={
          <>
            <Pill tone={found.isStuck ? 'warn' : look.tone}>{look.word}</Pill>
            <CopyId id={found.id} noun="invitation id" />
          </>
        }
        actions={mayWork ? <OnboardingWork onboardingId={found.id} name={found.name} state={found.state} /> : null}
      >
        {look.waits}
        {found.isStuck && found.state !== 'expired' ? ` It has been so for ${found.days} days.` : ''}
      </PageHeader>
      {found.askProblem === '' || found.stripeAccount !== '' ? null : (
        <Banner tone="warn" title="There is no account yet">
          {found.askProblem}
        </Banner>
      )}
      <Split
        aside={
          <>
            <Section title="How far" actions={<TextLink href={`/audit?q=${found.id}`}>Audit trail</TextLink>}>
              <StepList steps={found.steps} {...moment} />
            </Section>
            <Section title="Terms">
              <p className="text-ink-2 text-sm">
                {found.template}, version {found.templateVersion}
                {found.agreedAt === null
                  ? ' · not accepted yet'
                  : ` · accepted by ${found.agreedByName || 'the seller'} on ${found.agreedAt.slice(0, 10)}`}
              </p>
              <ul className="flex list-disc flex-col gap-1 pl-5 text-sm">
                {found.terms.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
              <p className="break-all font-mono text-ink-3 text-xs">{found.termsHash}</p>
              {found.contractId === '' ? null : (
                <TextLink href={`/contracts/${found.contractId}`}>The contract</TextLink>
              )}
            </Section>
          </>
        }
      >
        <InvitationFacts onboarding={found} {...moment} />
        <Section title="Bank and tax check">
          <CheckTable
            onboardingId={found.id}
            checks={found.checks}
            sellerId={found.sellerId}
            mayPass={mayWork && found.sellerId !== ''}
          />
        </Section>
        {found.sellerId === '' ? null : (
          <>
            <Section title="First payments">
              <RoundList
                onboardingId={found.id}
                name={found.name}
                rounds={found.rounds}
                mayReview={can(actor, 'onboarding.review')}
                {...moment}
              />
            </Section>
            <Section title="First sales">
              <FirstSales sales={found.sales} />
            </Section>
          </>
        )}
      </Split>
    </Page>
  )
}
