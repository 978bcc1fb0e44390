import { DataTableSkeleton } from '#components/data-table/data-table-skeleton.tsx'
import { Page } from '#components/ui/page.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <Page>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-6 w-44" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      <DataTableSkeleton />
    </Page>
  )
}
