import type { Metadata } from 'next'
import { parseAsString } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { AccountTable } from '#components/ledger/account-table.tsx'
import { LedgerTabs } from '#components/ledger/ledger-tabs.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { listAccounts } from '#lib/ledger/list-accounts.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Ledger accounts' }

const loadQuery = createListLoader({ book: parseAsString, code: parseAsString, currency: parseAsString })

export default async function LedgerAccountsPage({ searchParams }: PageProps<'/ledger/accounts'>) {
  const actor = await requirePermission('ledger.read')
  const query = await loadQuery(searchParams)
  const page = await read(actor.scope, (tx) => listAccounts(tx, query))
  return (
    <Page>
      <PageHeader title="Accounts">
        One account per seller and currency where it matters whose money it is; one per currency otherwise.
      </PageHeader>
      <LedgerTabs current="/ledger/accounts" />
      <AccountTable page={page} />
    </Page>
  )
}
