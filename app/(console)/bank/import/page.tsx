import type { Metadata } from 'next'
import { StatementImporter } from '#components/bank/statement-importer.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { listBankAccounts } from '#lib/reconciliation/bank/bank-account.ts'

export const metadata: Metadata = { title: 'Import a statement' }

export default async function ImportStatementPage({ searchParams }: PageProps<'/bank/import'>) {
  const actor = await requirePermission('bank.work')
  const accounts = await read(actor.scope, listBankAccounts)
  const { account } = await searchParams
  return (
    <Page>
      <PageHeader title="Import a statement">
        Look at it first: what is new, what is known, and whether opening and lines give closing.
      </PageHeader>
      <StatementImporter accounts={accounts} accountId={typeof account === 'string' ? account : ''} />
    </Page>
  )
}
