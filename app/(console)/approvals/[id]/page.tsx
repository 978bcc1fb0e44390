import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DetailActions } from '#components/approvals/detail-actions.tsx'
import { EvidenceLinks } from '#components/approvals/evidence-links.tsx'
import { NoteOpened } from '#components/approvals/note-opened.tsx'
import { ProposalExecutions, ProposalFacts, ProposalTimeline } from '#components/approvals/proposal-facts.tsx'
import { StatePill } from '#components/approvals/state-pill.tsx'
import { MoneyText } from '#components/money/money-text.tsx'
import { hrefFor } from '#components/shell/object-link.ts'
import { Banner } from '#components/ui/banner.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page, Section, Split } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { mayDecideNow } from '#lib/approvals/delegation.ts'
import { getProposal } from '#lib/approvals/get-proposal.ts'
import { KIND_WORDS } from '#lib/approvals/model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Proposal' }

export default async function ProposalPage({ params }: PageProps<'/approvals/[id]'>) {
  const actor = await requirePermission('approvals.read')
  const { id } = await params
  const at = clock.now()
  const { proposal, isDecider } = await read(actor.scope, async (tx) => ({
    proposal: await getProposal(tx, id, { personId: actor.personId, at }),
    isDecider: await mayDecideNow(tx, actor, at),
  }))
  if (proposal === null) notFound()
  // An administrator who approves no money still agrees to roles.
  const mayDecide = isDecider || proposal.blocker === null
  const now = at.toISOString()
  const subject = hrefFor(proposal.subjectKind, proposal.subjectId)
  return (
    <Page>
      <PageHeader
        title={
          proposal.amount.minor === '0' ? (
            KIND_WORDS[proposal.kind]
          ) : (
            <>
              {KIND_WORDS[proposal.kind]} of <MoneyText amount={proposal.amount} />
            </>
          )
        }
        aside={
          <>
            <StatePill state={proposal.state} />
            <CopyId id={proposal.id} noun="proposal id" />
          </>
        }
        actions={
          <DetailActions
            proposal={proposal}
            mayDecide={mayDecide}
            mayRetry={can(actor, 'approvals.retry')}
            mayReverse={can(actor, 'transfers.reverse')}
            mayRelease={can(actor, 'sellers.hold')}
          />
        }
      >
        {proposal.summary}
      </PageHeader>
      {mayDecide ? <NoteOpened proposalId={proposal.id} /> : null}
      {proposal.stateReason === '' ? null : (
        <Banner tone={proposal.state === 'failed' ? 'bad' : 'warn'}>{proposal.stateReason}</Banner>
      )}
      <Split
        aside={
          <>
            <ProposalTimeline proposal={proposal} now={now} />
            <Section title="Evidence">
              <EvidenceLinks evidence={proposal.evidence} />
              <p className="flex flex-wrap gap-x-4 gap-y-2 py-1 text-sm">
                {subject === null ? null : (
                  <TextLink href={subject}>The {proposal.subjectKind.replaceAll('_', ' ')}</TextLink>
                )}
                <TextLink href={`/audit?q=${proposal.id}`}>The audit trail</TextLink>
                {proposal.providerObjectId === '' ? null : (
                  <TextLink href={`/audit?q=${proposal.providerObjectId}`}>
                    What refers to {proposal.providerObjectId}
                  </TextLink>
                )}
              </p>
            </Section>
          </>
        }
      >
        <ProposalExecutions proposal={proposal} now={now} />
        <ProposalFacts proposal={proposal} now={now} />
      </Split>
    </Page>
  )
}
