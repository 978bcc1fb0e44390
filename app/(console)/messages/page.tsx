import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { MessageFigures } from '#components/messages/message-figures.tsx'
import { MessageTable } from '#components/messages/message-table.tsx'
import { DraftWeekButton } from '#components/payouts/draft-week-button.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { countMessages, listMessages } from '#lib/messages/list-messages.ts'
import { MESSAGE_STATES } from '#lib/messages/model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Messages' }

const loadQuery = createListLoader({ state: parseAsStringLiteral(MESSAGE_STATES), kind: parseAsString })

export default async function MessagesPage({ searchParams }: PageProps<'/messages'>) {
  const actor = await requirePermission('messages.read')
  const query = await loadQuery(searchParams)
  const { page, counts } = await read(actor.scope, async (tx) => ({
    page: await listMessages(tx, query),
    counts: await countMessages(tx),
  }))
  return (
    <Page>
      <PageHeader title="Messages" actions={can(actor, 'payouts.explain') ? <DraftWeekButton /> : null}>
        What is told to people and systems outside, each thing once, and how far it got.{' '}
        <TextLink href="/messages/templates">Mail templates</TextLink>
        {' · '}
        <TextLink href="/messages/suppressed">Addresses not written to</TextLink>
      </PageHeader>
      <MessageFigures counts={counts} current={query.state} />
      <MessageTable page={page} now={clock.now().toISOString()} />
    </Page>
  )
}
