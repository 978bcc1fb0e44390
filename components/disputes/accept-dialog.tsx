'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { acceptAction } from '#lib/disputes/actions.ts'
import type { EffectPreview } from '#lib/disputes/effect-model.ts'
import { EffectTable } from './effect-table.tsx'

type AcceptDialogProps = { readonly disputeId: string; readonly amount: string; readonly loss: EffectPreview | null }

/** Proposes to give a dispute up, with what that takes from whom. */
export function AcceptDialog({ disputeId, amount, loss }: AcceptDialogProps) {
  const router = useRouter()
  const [why, setWhy] = useState('')
  const [isUnderstood, setUnderstood] = useState(false)
  return (
    <ConfirmDialog
      title="Give the dispute up?"
      trigger={<Button>Accept…</Button>}
      total={amount}
      payee="the buyer, for good"
      confirmLabel="Propose to accept"
      pendingLabel="Proposing…"
      tone="danger"
      isReady={isUnderstood && why.trim().length >= 3}
      onConfirm={async () => {
        const result = await acceptAction({ disputeId, why, isUnderstood: true })
        if (!result.ok) return result.refusal.message
        toast.good('Proposed; somebody else approves it')
        router.push(`/approvals/${result.data.proposalId}` as Route)
        return undefined
      }}
    >
      {loss === null ? null : <EffectTable preview={loss} />}
      <Field label="Why">
        <Textarea value={why} onChange={({ target }) => setWhy(target.value)} maxLength={2000} />
      </Field>
      <Checkbox
        checked={isUnderstood}
        onChange={({ target }) => setUnderstood(target.checked)}
        label="I know that it cannot be undone"
      />
    </ConfirmDialog>
  )
}
