'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { readExplainPanelAction } from '#lib/payouts/actions.ts'
import type { ExplainLocale } from '#lib/payouts/explain/explanation-model.ts'
import type { ExplainPanel, ExplainPowers } from '#lib/payouts/explain/panel-model.ts'
import { ExplainForm } from './explain-form.tsx'
import { ExplainPaths } from './explain-paths.tsx'

export type ExplainSubject = {
  readonly kind: 'payout' | 'settlement' | 'run'
  readonly id: string
  readonly account?: string
}

type ExplainSheetProps = { readonly about: ExplainSubject; readonly powers: ExplainPowers }

type Choice = { readonly sellerId: string; readonly locale: ExplainLocale | null }

/** Explains a payout, a settlement or a run's payments to a seller: the way of the money, the words, a reply, and what else there is to do. */
export function ExplainSheet({ about, powers }: ExplainSheetProps) {
  const [isOpen, setOpen] = useState(false)
  const [panel, setPanel] = useState<ExplainPanel>()
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const load = (choice: Choice) =>
    startTransition(async () => {
      const result = await readExplainPanelAction({ ...about, ...choice })
      setProblem(result.ok ? undefined : result.refusal.message)
      if (result.ok) setPanel(result.data)
    })
  const open = () => {
    setOpen(true)
    load({ sellerId: panel?.seller?.id ?? '', locale: panel?.locale ?? null })
  }
  return (
    <>
      <Button onClick={open}>Explain to seller…</Button>
      <Sheet title="Explain to seller" open={isOpen} onOpenChange={setOpen}>
        <div className="flex flex-col gap-5" aria-busy={pending}>
          {problem === undefined ? null : <Banner tone="bad">{problem}</Banner>}
          {panel === undefined ? (
            <p className="text-ink-2 text-sm">{problem === undefined ? 'The facts are read…' : null}</p>
          ) : (
            <>
              <ExplainPaths paths={panel.paths} />
              <ExplainForm
                // Other words are another letter: what was typed belongs to the old one.
                key={`${panel.seller?.id}-${panel.locale}`}
                about={about}
                panel={panel}
                powers={powers}
                onChoose={load}
                onSent={() => load({ sellerId: panel.seller?.id ?? '', locale: panel.locale })}
              />
            </>
          )}
        </div>
      </Sheet>
    </>
  )
}
