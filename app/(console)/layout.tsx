import type { ReactNode } from 'react'
import { PLACES } from '#components/shell/navigation.ts'
import { Shell } from '#components/shell/shell.tsx'
import { can, requireActor } from '#lib/access/actor.ts'

export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const actor = await requireActor()
  return (
    <Shell
      person={{ name: actor.name, email: actor.email, role: actor.roles.join(', ') }}
      environment={actor.entity.livemode ? 'live' : 'sandbox'}
      allowed={PLACES.filter((place) => can(actor, place.permission)).map((place) => place.href)}
    >
      {children}
    </Shell>
  )
}
