import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AlertWork } from '#components/health/alert-work.tsx'
import { ComponentBars } from '#components/health/component-bars.tsx'
import { ScorePill } from '#components/health/score-pill.tsx'
import { TicketLinks } from '#components/tickets/ticket-links.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { alertLook, KINDS } from '#lib/health/alerts/alert-model.ts'
import { readAlertPage } from '#lib/health/alerts/read-alert-page.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Alert' }

const WEEK_MS = 7 * 86_400_000

export default async function AlertPage({ params }: PageProps<'/health/[id]'>) {
  const actor = await requirePermission('health.read')
  const found = await readAlertPage(actor, (await params).id)
  if (found === null) notFound()
  const { alert, health, owners, letter } = found
  const at = clock.now()
  const moment = { now: at.toISOString(), timeZone: actor.entity.bookTimeZone }
  const { name, words, action } = KINDS[alert.kind]
  const look = alertLook(alert.state)
  const suggested = new Date(at.getTime() + WEEK_MS).toISOString().slice(0, 19)
  return (
    <Page>
      <PageHeader
        title={`${name}: ${alert.sellerName}`}
        aside={
          <>
            <Pill tone={look.tone}>{look.word}</Pill>
            <CopyId id={alert.id} noun="alert id" />
          </>
        }
        actions={
          can(actor, 'health.work') ? (
            <AlertWork alert={alert} owners={owners} letter={letter} suggested={suggested} />
          ) : null
        }
      >
        {words}
      </PageHeader>
      <Split
        aside={
          <Section title="Evidence" actions={<TextLink href={`/audit?q=${alert.id}`}>Audit trail</TextLink>}>
            <TicketLinks
              subject={{ kind: 'seller', id: alert.sellerId, href: `/sellers/${alert.sellerId}?view=health` }}
              links={alert.evidence}
            />
          </Section>
        }
      >
        <Banner tone={alert.state === 'closed' ? 'plain' : 'warn'} title={alert.reason}>
          {alert.state === 'closed' ? alert.note : action}
        </Banner>
        <Facts
          wide
          facts={[
            { label: 'Seller', value: <TextLink href={`/sellers/${alert.sellerId}`}>{alert.sellerName}</TextLink> },
            { label: 'Health', value: <ScorePill score={alert.score} /> },
            { label: 'Raised', value: <RelativeTime at={alert.raisedAt} {...moment} /> },
            { label: 'Owner', value: alert.ownerName || 'nobody' },
            {
              label: 'Put off until',
              value: alert.snoozedUntil === null ? '–' : `${alert.snoozedUntil.slice(0, 16).replace('T', ' ')} UTC`,
            },
            { label: 'Verdict', value: alert.verdict === '' ? '–' : `it was ${alert.verdict}` },
            {
              label: 'Hold',
              value:
                alert.proposalId === '' ? (
                  'not proposed'
                ) : (
                  <TextLink href={`/approvals/${alert.proposalId}`}>
                    The proposal, {alert.proposalState.replaceAll('_', ' ')}
                  </TextLink>
                ),
            },
            {
              label: 'Ticket',
              value: alert.ticketId === '' ? '–' : <TextLink href={`/tickets/${alert.ticketId}`}>The ticket</TextLink>,
            },
          ]}
        />
        {alert.kind === 'low_score' && health !== null ? (
          <Section title="What the score is made of">
            <ComponentBars components={health.components} />
          </Section>
        ) : null}
        <Section title="What happened">
          <Timeline
            entries={alert.entries.map(({ id, body, byName, at: when }) => ({
              id,
              by: byName === '' ? 'system' : 'person',
              title: byName === '' ? body : `${byName}: ${body}`,
              time: <RelativeTime at={when} {...moment} />,
            }))}
          />
        </Section>
      </Split>
    </Page>
  )
}
