import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { InboxFigures } from '#components/inbox/inbox-figures.tsx'
import { InboxTable } from '#components/inbox/inbox-table.tsx'
import { NoticeList } from '#components/inbox/notice-list.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { weeksOfQuestions } from '#lib/conversations/deflection.ts'
import { countInbox, listConversations } from '#lib/conversations/list-conversations.ts'
import { CHANNELS, LINK_STATES, SIDES, VIEWS } from '#lib/conversations/model.ts'
import { listNotices } from '#lib/conversations/notices.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { listOwners } from '#lib/tickets/owners.ts'

export const metadata: Metadata = { title: 'Inbox' }

const loadQuery = createListLoader({
  view: parseAsStringLiteral(VIEWS),
  side: parseAsStringLiteral(SIDES),
  channel: parseAsStringLiteral(CHANNELS),
  link: parseAsStringLiteral(LINK_STATES),
  owner: parseAsString,
  seller: parseAsString,
})

const NOTICES_SHOWN = 20

export default async function InboxPage({ searchParams }: PageProps<'/inbox'>) {
  const actor = await requirePermission('inbox.read')
  const query = await loadQuery(searchParams)
  const now = clock.now()
  const { page, counts, owners, weeks, notices } = await read(actor.scope, async (tx) => ({
    page: await listConversations(tx, query, now),
    counts: await countInbox(tx, now),
    owners: await listOwners(tx),
    weeks: await weeksOfQuestions(tx, now),
    notices: await listNotices(tx, NOTICES_SHOWN),
  }))
  return (
    <Page>
      <PageHeader title="Inbox">
        What buyers and sellers wrote, with what it is about. Unanswered first, the longest waiting before all.
      </PageHeader>
      <InboxFigures counts={counts} weeks={weeks} current={query} />
      <InboxTable page={page} owners={owners} now={now.toISOString()} />
      <NoticeList notices={notices} now={now.toISOString()} timeZone={actor.entity.bookTimeZone} />
    </Page>
  )
}
