import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { hrefFor } from '#components/shell/object-link.ts'
import { AssignMenu } from '#components/tickets/assign-menu.tsx'
import { PlanDialog } from '#components/tickets/plan-dialog.tsx'
import { TicketFacts } from '#components/tickets/ticket-facts.tsx'
import { TicketLinks } from '#components/tickets/ticket-links.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { AskSellerDialog } from '#components/variances/ask-seller-dialog.tsx'
import { ForceDialog } from '#components/variances/force-dialog.tsx'
import { MatchCard } from '#components/variances/match-card.tsx'
import { VarianceFacts } from '#components/variances/variance-facts.tsx'
import { VarianceWork } from '#components/variances/variance-work.tsx'
import { WriteOffNotice } from '#components/variances/write-off-notice.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { clock } from '#lib/platform/clock.ts'
import { VARIANCE_CLASSES, varianceLook } from '#lib/reconciliation/variances/classes-model.ts'
import { readVariancePage } from '#lib/reconciliation/variances/read-variance-page.ts'

export const metadata: Metadata = { title: 'Variance' }

export default async function VariancePage({ params }: PageProps<'/variances/[id]'>) {
  const actor = await requirePermission('variances.read')
  const { id } = await params
  const found = await readVariancePage(actor, id, accountingOn(actor.entity, clock.now()))
  if (found === null) notFound()
  const { variance, matches, counterparts, isBeingResolved, writeOff, ticket, owners, question } = found
  const isTodo = variance.state === 'open' || variance.state === 'in_progress'
  const { name, words, action } = VARIANCE_CLASSES[variance.class]
  const look = varianceLook(variance.state)
  const canWork = can(actor, 'variances.work')
  return (
    <Page>
      <PageHeader
        title={variance.summary}
        aside={
          <>
            <Pill tone={look.tone}>{look.word}</Pill>
            <CopyId id={variance.id} noun="variance id" />
          </>
        }
        actions={canWork ? <VarianceWork variance={variance} isBeingResolved={isBeingResolved} /> : null}
      >
        {name}: {words}
      </PageHeader>
      <Split
        aside={
          <Section title="Evidence" actions={<TextLink href={`/audit?q=${variance.id}`}>Audit trail</TextLink>}>
            <TicketLinks
              subject={{
                kind: variance.subjectKind,
                id: variance.subjectId,
                href: hrefFor(variance.subjectKind, variance.subjectId),
              }}
              links={variance.evidence}
            />
          </Section>
        }
      >
        <Banner
          tone={look.tone === 'good' ? 'plain' : 'warn'}
          title={look.tone === 'good' ? 'How it ended' : 'What to do'}
        >
          {look.tone === 'good' ? variance.resolution : action}
        </Banner>
        {writeOff === null ? null : <WriteOffNotice varianceId={variance.id} writeOff={writeOff} canWork={canWork} />}
        <VarianceFacts variance={variance} isBeingResolved={isBeingResolved} />
        {ticket === null ? null : (
          <Section
            title="Who works on it"
            actions={
              canWork && isTodo ? (
                <div className="flex flex-wrap gap-2">
                  {question === null ? null : (
                    <AskSellerDialog varianceId={variance.id} sellerName={variance.sellerName} question={question} />
                  )}
                  <AssignMenu ticket={ticket.ticket} owners={owners} />
                  <PlanDialog ticket={ticket.ticket} />
                </div>
              ) : null
            }
          >
            <TicketFacts
              ticket={ticket.ticket}
              remote={ticket.remote}
              now={clock.now().toISOString()}
              timeZone={actor.entity.bookTimeZone}
              withPriority
            />
          </Section>
        )}
        {matches.length === 0 && counterparts === null ? null : (
          <Section
            title="Matches"
            actions={canWork && counterparts !== null ? <ForceDialog counterparts={counterparts} /> : null}
          >
            <div className="flex flex-col gap-4">
              {matches.map((match) => (
                <MatchCard key={match.id} match={match} canWork={canWork} />
              ))}
            </div>
          </Section>
        )}
      </Split>
    </Page>
  )
}
