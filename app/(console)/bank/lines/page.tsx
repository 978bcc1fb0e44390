import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { BankTabs } from '#components/bank/bank-tabs.tsx'
import { LineTable } from '#components/bank/line-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { read } from '#lib/platform/db.ts'
import { listBankAccounts } from '#lib/reconciliation/bank/bank-account.ts'
import { listBankLines } from '#lib/reconciliation/bank/list-bank-lines.ts'

export const metadata: Metadata = { title: 'Bank lines' }

const loadQuery = createListLoader({
  account: parseAsString,
  file: parseAsString,
  standing: parseAsStringLiteral(['open', 'matched', 'other']),
})

export default async function BankLinesPage({ searchParams }: PageProps<'/bank/lines'>) {
  const actor = await requirePermission('bank.read')
  const query = await loadQuery(searchParams)
  const { accounts, lines } = await read(actor.scope, async (tx) => ({
    accounts: await listBankAccounts(tx),
    lines: await listBankLines(tx, query),
  }))
  return (
    <Page>
      <PageHeader title="Bank lines">
        What banks booked. A line that does not name Stripe is nobody’s payout and is left alone.
      </PageHeader>
      <BankTabs current="/bank/lines" />
      <LineTable page={lines} accounts={accounts.map(({ id, name }) => ({ id, name }))} />
    </Page>
  )
}
