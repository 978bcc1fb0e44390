import type { ReactNode } from 'react'
import { LoadNotice } from '#components/backfill/load-notice.tsx'
import { PLACES } from '#components/shell/navigation.ts'
import { Shell } from '#components/shell/shell.tsx'
import { can, requireActor } from '#lib/access/actor.ts'
import { loadUnderWay } from '#lib/events/backfill/load-under-way.ts'
import { findObjectsAction } from '#lib/finding/actions.ts'
import { waitingCounts } from '#lib/treasury/today.ts'

export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireActor()
  const [waiting, loading] = await Promise.all([waitingCounts(actor), loadUnderWay(actor)])
  return (
    <Shell
      person={{ name: actor.name, email: actor.email, role: actor.roles.join(', ') }}
      environment={actor.entity.livemode ? 'live' : 'sandbox'}
      allowed={PLACES.filter((place) => can(actor, place.permission)).map((place) => place.href)}
      counts={{
        '/approvals': waiting.approvals,
        '/disputes': waiting.disputes,
        '/inbox': waiting.conversations,
        '/tickets': waiting.tickets,
        '/events': waiting.events,
      }}
      search={findObjectsAction}
      notice={
        loading === null ? null : <LoadNotice percent={loading.percent} label={loading.label} state={loading.state} />
      }
    >
      {children}
    </Shell>
  )
}
