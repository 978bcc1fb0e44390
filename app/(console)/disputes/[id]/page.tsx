import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AcceptDialog } from '#components/disputes/accept-dialog.tsx'
import { CaseAdvice } from '#components/disputes/case-advice.tsx'
import { CaseFacts } from '#components/disputes/case-facts.tsx'
import { CaseMessages } from '#components/disputes/case-messages.tsx'
import { EvidenceFiles } from '#components/disputes/evidence-files.tsx'
import { PackForm } from '#components/disputes/pack-form.tsx'
import { ReasonRules } from '#components/disputes/reason-rules.tsx'
import { RefundForm } from '#components/disputes/refund-form.tsx'
import { SaidWords } from '#components/disputes/said-words.tsx'
import { SimilarList } from '#components/disputes/similar-list.tsx'
import { TellSellerDialog } from '#components/disputes/tell-seller-dialog.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readCasePage } from '#lib/disputes/read-case-page.ts'
import { draftNote } from '#lib/disputes/seller-note-model.ts'
import { CASE_KIND_WORDS, isAnswerable, statusLook } from '#lib/disputes/status-model.ts'
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
  const amount = formatMoney(toWire({ minor: found.amountMinor, currency: found.currency }))
  const canWork = can(actor, 'disputes.work')
  const isOver = found.dueAt !== null && found.dueAt <= at
  const canAnswer = canWork && isAnswerable(found.status) && standing.pending.length === 0
  const [seller] = standing.sellers
  const time = { now: at.toISOString(), timeZone: actor.entity.bookTimeZone }
  return (
    <Page>
      <PageHeader
        title={`${CASE_KIND_WORDS[found.kind]} of ${amount}`}
        aside={
          <>
            <Pill tone={look.tone}>{look.word}</Pill>
            <CopyId id={found.id} noun="dispute id" />
          </>
        }
        actions={
          canWork ? (
            <>
              {seller === undefined || seller.email === '' ? null : (
                <TellSellerDialog
                  disputeId={found.id}
                  sellerName={seller.name}
                  note={draftNote({
                    status: found.status,
                    amount,
                    reason: found.reason,
                    order: page.orderId,
                    dueOn: found.dueAt?.toISOString().slice(0, 10) ?? '',
                    sellerName: seller.name,
                  })}
                />
              )}
              {canAnswer && !isOver ? (
                <AcceptDialog disputeId={found.id} amount={amount} loss={page.effects.loss} />
              ) : null}
            </>
          ) : null
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
        <Section
          title="What buyer and seller wrote"
          actions={<TextLink href={`/inbox?view=all&q=${page.charge.id}`}>In the inbox</TextLink>}
        >
          <CaseMessages said={page.said} {...time} />
        </Section>
        {canWork && page.effects.refund !== null && standing.pending.length === 0 ? (
          <Card title="Refund instead">
            <RefundForm
              key={page.leftMinor.toString()}
              chargeId={page.charge.id}
              caseId={found.id}
              left={{ minor: page.leftMinor.toString(), currency: page.charge.currency }}
              amount={{ minor: page.refundMinor.toString(), currency: page.charge.currency }}
              preview={page.effects.refund}
              reason={
                found.reason === 'duplicate'
                  ? 'duplicate'
                  : found.kind === 'warning'
                    ? 'fraudulent'
                    : 'requested_by_customer'
              }
            />
          </Card>
        ) : null}
        {found.kind === 'warning' ? null : (
          <Card title="Evidence pack">
            <div className="flex flex-col gap-6">
              {isOver && isAnswerable(found.status) ? (
                <Banner tone="bad" title="The time to answer is over">
                  Stripe takes no evidence any more. The draft is kept.
                </Banner>
              ) : null}
              <EvidenceFiles disputeId={found.id} files={page.files} canChange={canAnswer} />
              {canWork && isAnswerable(found.status) ? (
                <PackForm
                  disputeId={found.id}
                  words={page.words}
                  version={page.draft?.version ?? 0}
                  wanted={page.wanted}
                  fileIds={page.files.map(({ id: fileId }) => fileId)}
                  amount={amount}
                  canSend={canAnswer && !isOver}
                />
              ) : (
                <SaidWords words={page.words} />
              )}
            </div>
          </Card>
        )}
      </Split>
    </Page>
  )
}
