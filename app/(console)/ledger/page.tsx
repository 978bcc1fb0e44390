import type { Metadata } from 'next'
import { parseAsString } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { CoverFigures } from '#components/ledger/cover-figures.tsx'
import { LedgerTabs } from '#components/ledger/ledger-tabs.tsx'
import { TrialBalanceTable } from '#components/ledger/trial-balance-table.tsx'
import { Figures } from '#components/ui/figure.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { readTrialBalance } from '#lib/ledger/read-trial-balance.ts'
import { bookWords } from '#lib/ledger/schema.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Ledger' }

const loadQuery = createListLoader({ book: parseAsString, on: parseAsString, currency: parseAsString })

export default async function LedgerPage({ searchParams }: PageProps<'/ledger'>) {
  const actor = await requirePermission('ledger.read')
  const query = await loadQuery(searchParams)
  const { balance, covers, currencies, book, on } = await readTrialBalance(actor, query, clock.now())
  return (
    <Page>
      <PageHeader title="Ledger">
        {`${bookWords(book)}: every account with its balance ${on === null ? 'now' : `at the end of ${on}`}, posted from Stripe’s balance transactions and from settlements.`}
      </PageHeader>
      <LedgerTabs current="/ledger" />
      {covers.length === 0 ? null : (
        <Figures>
          <CoverFigures covers={covers} />
        </Figures>
      )}
      <TrialBalanceTable balance={balance} book={book} currencies={currencies} />
    </Page>
  )
}
