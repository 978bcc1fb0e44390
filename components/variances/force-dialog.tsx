'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { formatMoney } from '#lib/money/format.ts'
import { forceMatchAction } from '#lib/reconciliation/actions.ts'
import type { Counterparts } from '#lib/reconciliation/variances/open-counterparts.ts'

/** Says by hand what it belongs to: one of the other side, or several that are its parts. */
export function ForceDialog({ counterparts }: { readonly counterparts: Counterparts }) {
  const router = useRouter()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { domain, side, objectId, candidates } = counterparts
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const own = [objectId]
  const done = ({ proposalId }: { readonly proposalId: string }) => {
    if (proposalId === '') return toast.good('Matched by hand')
    toast.good('The difference is large: proposed, somebody else approves it')
    router.push(`/approvals/${proposalId}` as Route)
  }
  return (
    <FormDialog
      title="Match by hand"
      description="Choose what it belongs to; several are taken together. What the amounts differ by stays on record; when it is large, somebody else approves the match."
      trigger={<Button size="sm">Match by hand…</Button>}
      submitLabel="Match them"
      pendingLabel="Matching…"
      isReady={chosen.length > 0}
      onSubmit={(said) =>
        forceMatchAction({
          domain,
          expected: side === 'expected' ? own : [...chosen],
          observed: side === 'expected' ? [...chosen] : own,
          reason: said('reason'),
        })
      }
      onDone={done}
    >
      <ul className="flex max-h-72 flex-col gap-2 overflow-y-auto">
        {candidates.map(({ objectId: id, amount, happenedOn, reference }) => (
          <li key={id}>
            <Checkbox
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
              label={`${formatMoney(amount)}, ${happenedOn}, ${reference}`}
            />
          </li>
        ))}
      </ul>
      <Field label="Why they belong together">
        <Textarea name="reason" required minLength={3} maxLength={1000} />
      </Field>
    </FormDialog>
  )
}
