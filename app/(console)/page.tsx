import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PinnedBlocks } from '#components/assistant/pinned-blocks.tsx'
import { TodayProofSection } from '#components/days/today-proof.tsx'
import { AheadLine } from '#components/forecast/ahead-line.tsx'
import { CollectedChart } from '#components/treasury/collected-chart.tsx'
import { TodayView } from '#components/treasury/today-view.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { type Actor, can, requirePermission } from '#lib/access/actor.ts'
import { collectedDays } from '#lib/analytics/collected-days.ts'
import { pinsOf } from '#lib/assistant/pins/pins-of.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { todayProof } from '#lib/reconciliation/days/today-proof.ts'
import { readOutlook } from '#lib/treasury/forecast/read-outlook.ts'
import { today } from '#lib/treasury/today.ts'

export const metadata: Metadata = { title: 'Today' }

export default async function TodayPage() {
  const actor = await requirePermission('today.read')
  const at = clock.now()
  const state = await today({ actor, at })
  return (
    <Page>
      <PageHeader title="Today">{`What needs somebody at ${actor.entity.name}, and whether the books tie out.`}</PageHeader>
      <TodayView
        today={state}
        now={at.toISOString()}
        isPaused={actor.entity.pausedAt !== null}
        proof={
          <Suspense fallback={<Skeleton className="h-36 w-full" />}>
            <Proof actor={actor} at={at} />
          </Suspense>
        }
      />
      <Section title="Collected">
        <Suspense fallback={<Skeleton className="h-48 w-full" />}>
          <Collected actor={actor} at={at} />
        </Suspense>
      </Section>
      <Section title="Balance ahead">
        <Suspense fallback={<Skeleton className="h-24 w-full" />}>
          <Ahead actor={actor} />
        </Suspense>
      </Section>
      {can(actor, 'assistant.ask') ? (
        <Suspense fallback={null}>
          <Pinned actor={actor} at={at} />
        </Suspense>
      ) : null}
    </Page>
  )
}

async function Collected({ actor, at }: { readonly actor: Actor; readonly at: Date }) {
  const { days, waits } = await collectedDays({ actor, at })
  return waits === '' ? <CollectedChart days={days} /> : <p className="text-ink-2">{waits}</p>
}

async function Ahead({ actor }: { readonly actor: Actor }) {
  return <AheadLine outlook={await read(actor.scope, readOutlook)} />
}

async function Proof({ actor, at }: { readonly actor: Actor; readonly at: Date }) {
  return <TodayProofSection proof={await todayProof(actor, at)} now={at.toISOString()} />
}

/** Nothing at all while nothing is pinned. */
async function Pinned({ actor, at }: { readonly actor: Actor; readonly at: Date }) {
  const pins = await pinsOf(actor, at)
  if (pins.length === 0) return null
  return (
    <Section title="Pinned answers">
      <PinnedBlocks pins={pins} />
    </Section>
  )
}
