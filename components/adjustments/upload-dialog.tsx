'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { MoneyText } from '#components/money/money-text.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { previewAdjustmentsAction, proposeAdjustmentsAction } from '#lib/settlements/actions.ts'
import { ADJUSTMENTS_MAX_CHARS } from '#lib/settlements/adjustments/adjustment-schema.ts'
import type { AdjustmentsPreview } from '#lib/settlements/adjustments/bulk-adjustments.ts'

type Chosen = { readonly fileName: string; readonly text: string }

/** Proposes the adjustments of a file, after showing what they add up to. */
export function UploadDialog() {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [file, setFile] = useState<Chosen>()
  const [preview, setPreview] = useState<AdjustmentsPreview>()
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()

  const choose = (chosen: File | undefined) =>
    startTransition(async () => {
      if (chosen === undefined) return
      setPreview(undefined)
      if (chosen.size > ADJUSTMENTS_MAX_CHARS) return setProblem('The file is larger than 900 KB.')
      const next = { fileName: chosen.name, text: await chosen.text() }
      const result = await previewAdjustmentsAction(next)
      setFile(next)
      setPreview(result.ok ? result.data : undefined)
      setProblem(result.ok ? '' : result.refusal.message)
    })
  const propose = () =>
    startTransition(async () => {
      if (file === undefined) return
      const result = await proposeAdjustmentsAction(file)
      if (!result.ok) return setProblem(result.refusal.message)
      setOpen(false)
      toast.good(`Proposed ${result.data.count}; somebody else approves them`)
      router.push('/approvals' as Route)
    })
  const isWhole = preview !== undefined && preview.problemCount === 0 && preview.count > 0
  return (
    <Dialog
      title="Adjustments from a file"
      description="A CSV with the columns seller, currency, amount, reason, note and evidence. Negative amounts are charged to the seller."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button>Upload a file…</Button>}
    >
      <div className="flex flex-col gap-4">
        <Field label="File">
          <Input type="file" accept=".csv,text/csv" onChange={(event) => choose(event.target.files?.[0])} />
        </Field>
        {problem === '' ? null : <Banner tone="bad">{problem}</Banner>}
        {preview === undefined ? null : <Preview preview={preview} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Leave it</Button>
          <Button variant="primary" disabled={!isWhole} pending={pending} pendingLabel="Working…" onClick={propose}>
            {isWhole ? `Propose ${preview.count} adjustments` : 'Propose'}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function Preview({ preview }: { readonly preview: AdjustmentsPreview }) {
  const { totals, problems, problemCount } = preview
  return (
    <>
      <ul className="flex flex-col gap-1 text-sm">
        {totals.map(({ toSellers, fromSellers }) => (
          <li key={toSellers.currency}>
            <MoneyText amount={toSellers} /> to sellers, <MoneyText amount={fromSellers} /> from sellers
          </li>
        ))}
      </ul>
      {problemCount === 0 ? null : (
        <Banner tone="warn" title={`${problemCount} lines are not understood; nothing is proposed until all are.`}>
          <ul>
            {problems.map(({ line, message }) => (
              <li key={`${line}-${message}`}>
                Line {line}: {message}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  )
}
