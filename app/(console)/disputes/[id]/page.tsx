import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CaseAdvice } from '#components/disputes/case-advice.tsx'
import { CaseFacts } from '#components/disputes/case-facts.tsx'
import { ReasonRules } from '#components/disputes/reason-rules.tsx'
import { SimilarList } from '#components/disputes/similar-list.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { readCasePage } from '#lib/disputes/read-case-page.ts'
import { CASE_KIND_WORDS, statusLook } from '#lib/disputes/status-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import { toWire } from '#lib/money/money.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Dispute' }

export default async function CasePage({ params }: PageProps<'/disputes/[id]'>) {
  const actor = await requirePermission('disputes.read')
  const { id } = await params
  const at = clock.now()
  const page = await readCasePage(actor, id, at)
  if (page === null) notFound()
  const { case: found, standing } = page
  const look = statusLook(found.status)
  const time = { now: at.toISOString(), timeZone: actor.entity.bookTimeZone }
  return (
    <Page>
      <PageHeader
        title={`${CASE_KIND_WORDS[found.kind]} of ${formatMoney(toWire({ minor: found.amountMinor, currency: found.currency }))}`}
        aside={
          <>
            <Pill tone={look.tone}>{look.word}</Pill>
            <CopyId id={found.id} noun="dispute id" />
          </>
        }
      >
        {standing.sellers.map(({ name }) => name).join(', ')}
      </PageHeader>
      {standing.pending.map(({ id: proposalId, summary }) => (
        <Banner
          key={proposalId}
          tone="wait"
          title="Waits for a decision"
          action={<TextLink href={`/approvals/${proposalId}`}>Open the proposal</TextLink>}
        >
          {summary}
        </Banner>
      ))}
      <Split
        aside={
          <>
            <Section title="What the reason means">
              <ReasonRules {...page} />
            </Section>
            <Section title="Similar cases">
              <SimilarList cases={page.similar} />
            </Section>
            <Section title="What happened" actions={<TextLink href={`/audit?q=${found.id}`}>Audit trail</TextLink>}>
              <Timeline
                entries={page.timeline.map(({ id: entryId, by, sentence, at: when }) => ({
                  id: entryId,
                  by,
                  title: sentence,
                  time: <RelativeTime at={when} {...time} />,
                }))}
              />
            </Section>
          </>
        }
      >
        <CaseAdvice {...page} />
        <CaseFacts {...page} {...time} />
      </Split>
    </Page>
  )
}
