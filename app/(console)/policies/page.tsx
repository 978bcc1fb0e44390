import type { Metadata } from 'next'
import { DocumentList } from '#components/policies/document-list.tsx'
import { FindForm } from '#components/policies/find-form.tsx'
import { PassageList } from '#components/policies/passage-list.tsx'
import { SearchStanding } from '#components/policies/search-standing.tsx'
import { UploadDialog } from '#components/policies/upload-dialog.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { listDocuments } from '#lib/assistant/retrieval/read-documents.ts'
import { readStanding } from '#lib/assistant/retrieval/read-standing.ts'
import { type PassageSearch, searchPassages } from '#lib/assistant/retrieval/search.ts'
import { read } from '#lib/platform/db.ts'
import { readTurn } from '#lib/platform/page-key.ts'

export const metadata: Metadata = { title: 'Policies' }

const PASSAGES = 20

export default async function PoliciesPage({ searchParams }: PageProps<'/policies'>) {
  const actor = await requirePermission('policies.read')
  const { q, policies: policyPage, help: helpPage } = await searchParams
  const words = typeof q === 'string' ? q.trim().slice(0, 300) : ''
  const found = words === '' ? null : await searchPassages(actor, { words, limit: PASSAGES })
  const { policies, help, standing } = await read(actor.scope, async (tx) => ({
    policies: await listDocuments(tx, { kind: 'policy', ...readTurn(policyPage) }),
    help: await listDocuments(tx, { kind: 'help', ...readTurn(helpPage) }),
    standing: await readStanding(tx),
  }))
  const mayManage = can(actor, 'policies.manage')
  return (
    <Page>
      <PageHeader title="Policies" actions={mayManage ? <UploadDialog /> : null}>
        What the company keeps to, and how Tieout works: what answers quote, and where they lead.
      </PageHeader>
      <FindForm words={words} />
      {found === null ? (
        <>
          <Section title="Policies">
            {policies.rows.length === 0 ? (
              <EmptyState title="No policy yet" action={mayManage ? <UploadDialog /> : null}>
                Policies that come with Tieout appear within minutes of the first start; your own as soon as somebody
                sends them.
              </EmptyState>
            ) : (
              <DocumentList page={policies} kind="policies" />
            )}
          </Section>
          {help.rows.length === 0 ? null : (
            <Section title="Help">
              <DocumentList page={help} kind="help" />
            </Section>
          )}
        </>
      ) : (
        <Found found={found} words={words} />
      )}
      <Section title="How it is searched">
        <SearchStanding standing={standing} mayManage={mayManage} />
      </Section>
    </Page>
  )
}

function Found({ found: { passages, corrections, notes }, words }: { found: PassageSearch; words: string }) {
  const taken = corrections.map(({ from, to }) => `“${from}” was taken for “${to}”.`)
  return (
    <Section title={passages.length === PASSAGES ? `The best ${PASSAGES} passages` : 'Passages'}>
      {[...taken, ...notes].length === 0 ? null : <Banner tone="plain">{[...taken, ...notes].join(' ')}</Banner>}
      {passages.length === 0 ? (
        <EmptyState title={`Nothing says “${words}”`}>
          Try other words. Only what applies now is searched, of what you may see.
        </EmptyState>
      ) : (
        <PassageList passages={passages} />
      )}
    </Section>
  )
}
