'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { MoneyText } from '#components/money/money-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { WireMoney } from '#lib/money/money.ts'
import { cancelRunAction, submitRunAction } from '#lib/settlements/actions.ts'

type RunActionsProps = { readonly runId: string; readonly total: WireMoney; readonly count: number }

/** Fixes a draft with its total, or gives it up. */
export function RunActions({ runId, total, count }: RunActionsProps) {
  const router = useRouter()
  return (
    <>
      <ConfirmDialog
        title="Give this run up?"
        trigger={<Button>Give up…</Button>}
        confirmLabel="Give the run up"
        pendingLabel="Giving up…"
        tone="danger"
        onConfirm={async () => {
          const result = await cancelRunAction({ runId })
          if (!result.ok) return result.refusal.message
          router.push('/runs' as Route)
          return undefined
        }}
      >
        Its transfers may be in another run, or be approved one by one.
      </ConfirmDialog>
      <ConfirmDialog
        title="Submit this run?"
        trigger={<Button variant="primary">Submit for approval</Button>}
        total={<MoneyText amount={total} />}
        payee={`${count} transfers`}
        confirmLabel="Submit the run"
        pendingLabel="Submitting…"
        onConfirm={async () => {
          const result = await submitRunAction({ runId })
          if (!result.ok) return result.refusal.message
          toast.good('Submitted; an approver agrees to its total')
          return undefined
        }}
      >
        Nothing can be left out or taken in afterwards.
      </ConfirmDialog>
    </>
  )
}
