import { notFound } from 'next/navigation'
import { ExplainSheet } from '#components/payouts/explain-sheet.tsx'
import { CheckList } from '#components/settlements/check-list.tsx'
import { EventLinks } from '#components/settlements/event-links.tsx'
import { RelatedLinks } from '#components/settlements/related-links.tsx'
import { RunAgainButton } from '#components/settlements/run-again-button.tsx'
import { SettlementFacts } from '#components/settlements/settlement-facts.tsx'
import { SettlementHistory } from '#components/settlements/settlement-history.tsx'
import { SettlementLines } from '#components/settlements/settlement-lines.tsx'
import { SettlementTitle } from '#components/settlements/settlement-title.tsx'
import { SettlementWaterfall } from '#components/settlements/settlement-waterfall.tsx'
import { ShareList } from '#components/settlements/share-list.tsx'
import { TicketList } from '#components/tickets/ticket-list.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Card } from '#components/ui/card.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { explainPowers } from '#lib/assistant/reword-explanation.ts'
import { clock } from '#lib/platform/clock.ts'
import { readSettlementPage } from '#lib/settlements/read-settlement-page.ts'

export default async function SettlementPage({ params }: PageProps<'/settlements/[id]'>) {
  const actor = await requirePermission('settlements.read')
  const found = await readSettlementPage(actor, (await params).id)
  if (found === null) notFound()
  const { settlement, tickets, related } = found
  const canWork = can(actor, 'settlements.work')
  const [now, timeZone] = [clock.now().toISOString(), actor.entity.bookTimeZone]
  return (
    <Page>
      <SettlementTitle
        settlement={settlement}
        actions={
          <>
            {settlement.chargeId !== '' && can(actor, 'disputes.work') ? (
              <ButtonLink href={`/disputes/refunds/${settlement.chargeId}`}>Refund…</ButtonLink>
            ) : null}
            <ExplainSheet about={{ kind: 'settlement', id: settlement.id }} powers={explainPowers(actor)} />
            {canWork ? <RunAgainButton settlementId={settlement.id} /> : null}
          </>
        }
      />
      <Split
        aside={
          <>
            <Card title="Shares">
              <ShareList
                settlementId={settlement.id}
                shares={settlement.shares}
                checks={settlement.checks}
                canWork={canWork}
              />
            </Card>
            <Card title="Checks">
              <CheckList checks={settlement.checks} />
            </Card>
            <Card title="Proposals">
              <RelatedLinks items={related.proposals} none="Nothing was proposed." />
            </Card>
            <Card title="Journal entries">
              <RelatedLinks items={related.entries} none="Nothing was posted." />
            </Card>
            <Card title="History" actions={<TextLink href={`/audit?q=${settlement.id}`}>Audit trail</TextLink>}>
              <SettlementHistory entries={related.history} now={now} timeZone={timeZone} />
            </Card>
          </>
        }
      >
        {tickets.length === 0 ? null : (
          <Section title="Tickets">
            <TicketList tickets={tickets} canWork={canWork} now={now} timeZone={timeZone} />
          </Section>
        )}
        <SettlementWaterfall settlement={settlement} />
        <Section title="How it was split">
          <SettlementLines lines={settlement.lines} />
        </Section>
        <Section title="About" actions={can(actor, 'events.read') ? <EventLinks settlement={settlement} /> : null}>
          <SettlementFacts settlement={settlement} />
        </Section>
      </Split>
    </Page>
  )
}
