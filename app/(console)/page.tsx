import type { Metadata } from 'next'
import { TodayView } from '#components/treasury/today-view.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { today } from '#lib/treasury/today.ts'

export const metadata: Metadata = { title: 'Today' }

export default async function TodayPage() {
  const actor = await requirePermission('today.read')
  const at = clock.now()
  const state = await today({ actor, at })
  return (
    <Page>
      <PageHeader title="Today">{`What needs somebody at ${actor.entity.name}, and whether the books tie out.`}</PageHeader>
      <TodayView today={state} now={at.toISOString()} isPaused={actor.entity.pausedAt !== null} />
    </Page>
  )
}
