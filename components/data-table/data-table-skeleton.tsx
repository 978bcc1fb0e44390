import { Skeleton } from '#components/ui/skeleton.tsx'

type DataTableSkeletonProps = { readonly columns?: number; readonly rows?: number }

const WIDTHS = ['w-32', 'w-24', 'w-40', 'w-20', 'w-28', 'w-16'] as const

/** The frame of a list whose rows are on their way: same toolbar, same heights, nothing jumps. */
export function DataTableSkeleton({ columns = 6, rows = 12 }: DataTableSkeletonProps) {
  const cells = Array.from({ length: columns }, (_, index) => WIDTHS[index % WIDTHS.length] ?? 'w-24')
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Loading…</span>
      <Skeleton className="h-8 w-72 max-w-full" />
      <div className="overflow-hidden rounded-md border border-line bg-surface-raised">
        <div className="h-9 border-line border-b bg-surface-sunken" />
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
          <div key={row} className="flex h-9 items-center justify-between gap-6 border-line border-b px-4">
            {cells.map((width, index) => (
              <Skeleton key={`${row}-${width}-${cells.indexOf(width, index)}`} className={`h-3 ${width}`} />
            ))}
          </div>
        ))}
        <div className="h-11" />
      </div>
    </div>
  )
}
