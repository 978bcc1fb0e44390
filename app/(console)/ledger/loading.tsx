import { DataTableSkeleton } from '#components/data-table/data-table-skeleton.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

export default function LedgerLoading() {
  return (
    <Page>
      <PageHeader title="Ledger">Adding up…</PageHeader>
      <DataTableSkeleton columns={6} rows={12} />
    </Page>
  )
}
