'use client'

import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { stopJournalAction } from '#lib/ledger/actions.ts'

/** Ends a journal that comes again. What came already stays. */
export function StopJournal({ journalId }: { readonly journalId: string }) {
  return (
    <ConfirmDialog
      title="End this recurring journal?"
      trigger={<Button>End it…</Button>}
      confirmLabel="End the journal"
      pendingLabel="Ending…"
      tone="danger"
      onConfirm={async () => {
        const result = await stopJournalAction({ journalId })
        if (!result.ok) return result.refusal.message
        toast.good('It does not come again')
        return undefined
      }}
    >
      What came already stays in the books.
    </ConfirmDialog>
  )
}
