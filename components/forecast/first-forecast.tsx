import { EmptyState } from '#components/ui/empty-state.tsx'
import type { BackfillView } from '#lib/events/backfill/get-backfill.ts'

/** What has to happen before there is a forecast, and when it will be there. */
export function FirstForecast({ load }: { readonly load: BackfillView | null }) {
  if (load === null)
    return (
      <EmptyState title="No forecast yet">It is made from the past, and nobody has asked for the past yet.</EmptyState>
    )
  if (load.state === 'done')
    return (
      <EmptyState title="The first forecast is being worked out">
        The past has been read. Every kind of money in every currency is tried with each model now: that takes under a
        minute, and this page shows it when it is opened again. A past without any money has none.
      </EmptyState>
    )
  return (
    <EmptyState title={`The past is being read: ${load.percent} %`}>
      {load.label}. The first forecast is made from it right after, in under a minute.
    </EmptyState>
  )
}
