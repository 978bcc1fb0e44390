'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { MoneyText } from '#components/money/money-text.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { makeRunAction } from '#lib/settlements/actions.ts'
import { CYCLE_NAMES } from '#lib/settlements/runs/cycle-model.ts'
import type { DueCycle } from '#lib/settlements/runs/due-cycles.ts'

/** Cycles that ended by contract, each a run to make. */
export function DueCycles({ due, canMake }: { readonly due: readonly DueCycle[]; readonly canMake: boolean }) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  if (due.length === 0) return null
  const make = ({ cycle, cutOffOn, total }: DueCycle) =>
    startTransition(async () => {
      const result = await makeRunAction({ currency: total.currency, cutOffOn, cycle })
      setProblem(result.ok ? undefined : result.refusal.message)
      if (result.ok) router.push(`/runs/${result.data.runId}` as Route)
    })
  return (
    <section aria-label="Cycles that are due" className="flex flex-col gap-2">
      <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised">
        {due.map((one) => (
          <li
            key={`${one.cycle}${one.total.currency}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2"
          >
            <span className="text-sm">
              <span className="font-medium">{CYCLE_NAMES[one.cycle]}</span>, sales up to {one.cutOffOn}: {one.count}{' '}
              {one.count === 1 ? 'transfer' : 'transfers'}, <MoneyText amount={one.total} />
            </span>
            {canMake ? (
              <Button size="sm" pending={pending} pendingLabel="Gathering…" onClick={() => make(one)}>
                Make this run
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {problem === undefined ? null : <Banner tone="warn">{problem}</Banner>}
    </section>
  )
}
