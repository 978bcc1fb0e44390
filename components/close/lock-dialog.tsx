'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { monthWords } from '#lib/ledger/periods/month-model.ts'
import { PERIOD_WORDS, type PeriodState } from '#lib/ledger/periods/period-model.ts'
import { lockMonthAction } from '#lib/reconciliation/actions.ts'

const VERBS: Readonly<Record<PeriodState, string>> = {
  open: 'Reopen',
  soft_locked: 'Soft-lock',
  hard_locked: 'Hard-lock',
}

type LockDialogProps = { readonly month: string; readonly to: PeriodState }

/** Proposes to lock or reopen a month. */
export function LockDialog({ month, to }: LockDialogProps) {
  const router = useRouter()
  const verb = VERBS[to]
  return (
    <FormDialog
      title={`${verb} ${monthWords(month)}?`}
      description={`${PERIOD_WORDS[to].means} ${to === 'open' ? 'Two people other than you must agree.' : 'Somebody else approves it; what is older closes with it.'}`}
      trigger={<Button variant={to === 'open' ? 'quiet' : 'primary'}>{verb}…</Button>}
      submitLabel={`Propose to ${verb.toLowerCase()} it`}
      pendingLabel="Proposing…"
      doneWords={to === 'open' ? 'Proposed; two people must agree' : 'Proposed; somebody else approves it'}
      onSubmit={(said) => lockMonthAction({ month, to, reason: said('reason') })}
      onDone={({ proposalId }) => router.push(`/approvals/${proposalId}` as Route)}
    >
      <Field label="Why">
        <Textarea name="reason" required minLength={3} maxLength={2_000} />
      </Field>
    </FormDialog>
  )
}
