'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { proposeRatesAction } from '#lib/ledger/actions.ts'

/** Proposes the daily rates of a file. */
export function RatesDialog({ currency }: { readonly currency: string }) {
  const router = useRouter()
  const [file, setFile] = useState({ fileName: '', text: '' })
  return (
    <FormDialog
      title="Rates from a file"
      description={`A CSV with the columns day, currency and rate: ${currency} for one unit. Somebody else approves it; limits go by these rates, too.`}
      trigger={<Button>Upload rates…</Button>}
      submitLabel="Propose the rates"
      pendingLabel="Proposing…"
      doneWords="Proposed; somebody else approves them"
      onSubmit={() => proposeRatesAction(file)}
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="File">
        <Input
          type="file"
          accept=".csv,text/csv"
          required
          onChange={async (event) => {
            const chosen = event.target.files?.[0]
            if (chosen !== undefined) setFile({ fileName: chosen.name, text: await chosen.text() })
          }}
        />
      </Field>
    </FormDialog>
  )
}
