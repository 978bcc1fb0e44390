'use client'

import { WordsDialog } from '#components/tickets/words-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { explainVariancesAction } from '#lib/reconciliation/actions.ts'
import type { VarianceRow } from '#lib/reconciliation/variances/list-variances.ts'

type ExplainManyProps = { readonly rows: readonly Pick<VarianceRow, 'id'>[]; readonly onDone: () => void }

/** Says why several variances are as they are, with the same words. */
export function ExplainMany({ rows, onDone }: ExplainManyProps) {
  const words = rows.length === 1 ? 'this variance' : `${rows.length} variances`
  return (
    <WordsDialog
      title={`Explain ${words}`}
      label="Why it is right as it is"
      hint="It counts as no exception while its amount stays the same. Kept in the audit trail."
      trigger={(open) => <Button onClick={open}>Explain {words}…</Button>}
      confirmLabel={`Explain ${words}`}
      pendingLabel="Explaining…"
      onSubmit={async (reason) => {
        const result = await explainVariancesAction({ varianceIds: rows.map(({ id }) => id), reason })
        if (!result.ok) return result.refusal.message
        toast.good(rows.length === 1 ? 'Explained' : `Explained ${result.data.done}`)
        onDone()
        return undefined
      }}
    />
  )
}
