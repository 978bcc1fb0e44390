import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { CallTable } from '#components/assistant/call-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { CALL_OUTCOMES } from '#lib/assistant/call-model.ts'
import { listAskers, listCalls } from '#lib/assistant/list-calls.ts'
import { toolNames } from '#lib/assistant/tools/registry.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Calls of the assistant' }

const loadQuery = createListLoader({
  person: parseAsString,
  kind: parseAsStringLiteral(['tool', 'model']),
  name: parseAsString,
  model: parseAsString,
  outcome: parseAsStringLiteral(CALL_OUTCOMES),
  day: parseAsString,
})

export default async function CallsPage({ searchParams }: PageProps<'/assistant/calls'>) {
  const actor = await requirePermission('audit.read')
  const query = await loadQuery(searchParams)
  const { page, askers } = await read(actor.scope, async (tx) => ({
    page: await listCalls(tx, actor, query),
    askers: await listAskers(tx),
  }))
  return (
    <Page>
      <PageHeader title="Calls of the assistant">
        What it looked up, for whom, and what it cost. Kept for good, also when a conversation is deleted.
      </PageHeader>
      <CallTable
        page={page}
        now={clock.now().toISOString()}
        people={askers.map(({ id, name }) => ({ value: id, label: name }))}
        tools={toolNames().map((name) => ({ value: name, label: name }))}
        mayExport={can(actor, 'exports.read')}
      />
    </Page>
  )
}
