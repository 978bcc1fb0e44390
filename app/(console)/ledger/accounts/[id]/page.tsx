import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { parseAsString } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { StatementFigures } from '#components/ledger/statement-figures.tsx'
import { StatementTable } from '#components/ledger/statement-table.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { readStatement } from '#lib/ledger/read-statement.ts'
import { bookWords } from '#lib/ledger/schema.ts'

export const metadata: Metadata = { title: 'Account statement' }

const loadQuery = createListLoader({ from: parseAsString, to: parseAsString, ref: parseAsString })

export default async function LedgerAccountPage({ params, searchParams }: PageProps<'/ledger/accounts/[id]'>) {
  const actor = await requirePermission('ledger.read')
  const [{ id }, query] = [await params, await loadQuery(searchParams)]
  const found = await readStatement(actor, id, query)
  if (found === null) notFound()
  const { account, page, opening, closing } = found
  return (
    <Page>
      <PageHeader
        title={[account.name, account.sellerName || account.subject, account.balance.currency]
          .filter(Boolean)
          .join(' · ')}
        aside={account.subject === '' ? null : <CopyId id={account.subject} noun="seller id" />}
      >
        {`${bookWords(account.book)}. ${account.words}`}
      </PageHeader>
      <StatementFigures account={account} opening={opening} closing={closing} />
      <StatementTable accountId={account.id} page={page} count={Number(account.lineCount)} />
    </Page>
  )
}
