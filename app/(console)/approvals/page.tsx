import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { ApprovalQueue } from '#components/approvals/approval-queue.tsx'
import { ProposalTable } from '#components/approvals/proposal-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { LinkTabs } from '#components/ui/link-tabs.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { mayDecideNow } from '#lib/approvals/delegation.ts'
import { countProposals, listProposals, listQueue, totalProposals } from '#lib/approvals/list-proposals.ts'
import { PROPOSAL_KINDS, PROPOSAL_STATES } from '#lib/approvals/schema.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Approvals' }

const loadQuery = createListLoader({
  view: parseAsStringLiteral(['all']),
  state: parseAsStringLiteral(PROPOSAL_STATES),
  kind: parseAsStringLiteral(PROPOSAL_KINDS),
  currency: parseAsString,
})

/** More cards than this are worked through in turns; the rest follows as they go. */
const QUEUE_MAX = 60

export default async function ApprovalsPage({ searchParams }: PageProps<'/approvals'>) {
  const actor = await requirePermission('approvals.read')
  const query = await loadQuery(searchParams)
  const at = clock.now()
  const viewer = { personId: actor.personId, at }
  const isQueue = query.view === null && query.state === null
  const state = await read(actor.scope, async (tx) => ({
    counts: await countProposals(tx),
    mayDecide: await mayDecideNow(tx, actor, at),
    queue: isQueue ? await listQueue(tx, viewer, QUEUE_MAX) : [],
    page: isQueue ? null : await listProposals(tx, query, viewer),
    totals: isQueue ? [] : await totalProposals(tx, query),
  }))
  const { counts } = state
  const tab = (of: 'failed' | 'unknown' | 'waiting_funds' | 'executed', label: string) => ({
    href: `/approvals?state=${of}`,
    label,
    current: query.state === of,
    count: counts[of] ?? 0,
  })
  return (
    <Page>
      <PageHeader title="Approvals">
        What waits for a person before money moves, and what became of everything else.
      </PageHeader>
      <LinkTabs
        label="Proposals"
        tabs={[
          { href: '/approvals', label: 'Needs approval', current: isQueue, count: counts.needs_approval ?? 0 },
          tab('failed', 'Failed'),
          tab('unknown', 'Unknown'),
          tab('waiting_funds', 'Waiting for funds'),
          tab('executed', 'Executed'),
          { href: '/approvals?view=all', label: 'All', current: query.view === 'all' && query.state === null },
        ]}
      />
      {state.page === null ? (
        <ApprovalQueue
          proposals={state.queue}
          now={at.toISOString()}
          // An administrator who approves no money still agrees to roles.
          mayDecide={state.mayDecide || state.queue.some(({ blocker }) => blocker === null)}
        />
      ) : (
        <ProposalTable page={state.page} totals={state.totals} now={at.toISOString()} />
      )}
    </Page>
  )
}
