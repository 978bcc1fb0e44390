import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { AccountFigures } from '#components/bank/account-figures.tsx'
import { AddAccountDialog } from '#components/bank/add-account-dialog.tsx'
import { BankTabs } from '#components/bank/bank-tabs.tsx'
import { FileTable } from '#components/bank/file-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { listStandings } from '#lib/reconciliation/bank/list-bank-accounts.ts'
import { listBankFiles } from '#lib/reconciliation/bank/list-bank-files.ts'

export const metadata: Metadata = { title: 'Bank' }

const loadQuery = createListLoader({
  state: parseAsStringLiteral(['imported', 'refused']),
  account: parseAsString,
})

export default async function BankPage({ searchParams }: PageProps<'/bank'>) {
  const actor = await requirePermission('bank.read')
  const query = await loadQuery(searchParams)
  const { accounts, files } = await read(actor.scope, async (tx) => ({
    accounts: await listStandings(tx),
    files: await listBankFiles(tx, query),
  }))
  const mayWork = can(actor, 'bank.work')
  return (
    <Page>
      <PageHeader
        title="Bank"
        actions={
          mayWork ? (
            <>
              <AddAccountDialog />
              {accounts.length === 0 ? null : (
                <ButtonLink href="/bank/import" variant="primary">
                  Import a statement
                </ButtonLink>
              )}
            </>
          ) : null
        }
      >
        What banks say arrived, and what the order system says was sold: the two sources beside Stripe.
      </PageHeader>
      <BankTabs current="/bank" />
      {accounts.length === 0 ? (
        <EmptyState title="No bank account yet" action={mayWork ? <AddAccountDialog variant="primary" /> : null}>
          Add the accounts into which Stripe pays out; then import their statements.
        </EmptyState>
      ) : (
        <>
          <AccountFigures accounts={accounts} />
          <FileTable page={files} />
        </>
      )}
    </Page>
  )
}
